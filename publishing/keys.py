"""Keys of rows as addresses and forms name them."""

LONGEST = 18  # digits: what no row can have as its key never comes to the database


def key_in(text: str) -> int | None:
    """Return the key that a text is; None where no row can have it."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else None
