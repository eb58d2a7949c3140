"""The order of Chinese names, and what they are found by when typed in pinyin."""


def pinyin_key(name, *others):
    """Return a name's pinyin to sort by, then, for it and its other names, run together and as initials: 「fang cheng pu fangchengpu fcp」."""
    found = " ".join(f"{''.join(words)[:24]} {''.join(word[0] for word in words)[:12]}" for words in map(_words, filter(None, (name, *others))))
    return f"{' '.join(_words(name))[:50]} {found}"[:120]


def _words(text):
    from pypinyin import lazy_pinyin  # a second of import that only saving needs

    return [word.lower() for word in lazy_pinyin(text) if word.strip()]
