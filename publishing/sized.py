"""A stored picture as a page shows it: one address for each size, so that a phone does not fetch what a screen needs."""

from dataclasses import dataclass

from .developing import widths


@dataclass(frozen=True)
class Sized:
    """What `components/picture.html` needs: the master's address, that of each size, and how large it is."""

    src: str
    width: int
    height: int

    @property
    def srcset(self):
        """The sizes with how wide each is, as a browser chooses from them."""
        return ", ".join(f"{self.src}{step}.webp {width}w" for step, width in widths(self.width))

    @property
    def small(self):
        """The address of the smallest."""
        return f"{self.src}{widths(self.width)[0][0]}.webp"
