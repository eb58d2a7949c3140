"""Quantities that know how sure they are."""

from enum import StrEnum


class Qualifier(StrEnum):
    """How sure an amount is."""

    EXACT = "exact"
    OVER = "over"
    NEARLY = "nearly"
    ABOUT = "about"
    TENS_OF = "tens_of"
    ORDINAL = "ordinal"
