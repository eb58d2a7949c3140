"""The order of Chinese names, what they are found by when typed in pinyin, and the addresses made of them."""

import re


def pinyin_key(name, *others):
    """Return a name's pinyin to sort by, then, for it and its other names, run together and as initials: 「fang cheng pu fangchengpu fcp」."""
    found = " ".join(f"{''.join(words)[:24]} {''.join(word[0] for word in words)[:12]}" for words in map(_words, filter(None, (name, *others))))
    return f"{' '.join(_words(name))[:50]} {found}"[:120]


def free_slug(name, rows, *, otherwise, most, reserved=()):
    """Return an address made from a name's pinyin, with a number behind where one of the rows has it; `otherwise` for a name without any."""
    slug = "-".join(re.findall(r"[a-z0-9]+", " ".join(_words(name))))[:most].strip("-") or otherwise
    taken = {*reserved, *rows.filter(slug__startswith=slug).values_list("slug", flat=True)}
    return next(candidate for candidate in (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3))) if candidate not in taken)


def _words(text):
    from pypinyin import lazy_pinyin  # a second of import that only saving needs

    return [word.lower() for word in lazy_pinyin(text) if word.strip()]
