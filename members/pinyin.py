"""The order of Chinese names, and what they are found by when typed in pinyin."""


def pinyin_key(text):
    """Return a text's pinyin to sort by, then run together, then its initials: 「fang cheng pu fangchengpu fcp」."""
    from pypinyin import lazy_pinyin  # a second of import that only saving needs

    words = [word.lower() for word in lazy_pinyin(text) if word.strip()]
    return f"{' '.join(words)[:60]} {''.join(words)[:40]} {''.join(word[0] for word in words)[:18]}"
