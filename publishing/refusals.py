"""What may not be done is said in words."""


class Refused(Exception):
    """Something that may not be done; its text says in Chinese why, and what can be done instead."""
