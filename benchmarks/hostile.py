"""Text that means harm: each kind says what it is, and gives as much of itself as is asked for."""

import random
from collections.abc import Callable, Iterator

Generator = Callable[[random.Random, int], str]
NUMERALS = "0123456789零〇一二三四五六七八九十百千万亿两点.,"
WORDS = "人次名场期届个家户元万亿多余近约超第月日年上半年累计开展活动在社区，。；：“”《》（）、举办2022年"


def _repeat(*choices: str) -> Generator:
    """Return a generator that repeats one of some pieces without end."""
    return lambda chance, size: (piece := chance.choice(choices)) * (size // len(piece) + 1)


def _drawn(alphabet: str) -> Generator:
    """Return a generator of characters drawn from an alphabet."""
    return lambda chance, size: "".join(chance.choices(alphabet, k=size))


def _nested(chance: random.Random, size: int) -> str:
    opening, closing = chance.choice(["()", "“”", "《》", "【】", "（）", "''", '""'])
    return opening * (size // 2) + closing * (size // 2)


def _pairs(chance: random.Random, size: int) -> str:
    return "".join(chance.choice("“”《》（）()[]【】\"'") + chance.choice(NUMERALS) for _ in range(size // 2))


def _long_amount(chance: random.Random, size: int) -> str:
    amount = "".join(chance.choices("0123456789", k=400))
    return f"举办活动{amount}场，筹款{amount}万元。" * (size // 800 + 1)


def _surrogates(chance: random.Random, size: int) -> str:
    return "".join(chance.choice(["\ud800", "\udfff", "举办", "3场", "\U0002000b"]) for _ in range(size // 2))


def _controls(chance: random.Random, size: int) -> str:
    return "".join(chance.choice(["\x00", "\x1b[31m", "\x7f", "\x85", "12", "场", "\u2028"]) for _ in range(size // 2))


def _bidi(chance: random.Random, size: int) -> str:
    return "".join(chance.choice("\u202a\u202b\u202d\u202e\u2066\u2067\u2069\u200f") + chance.choice(["100", "人次", "，"]) for _ in range(size // 3))


def _scripts(chance: random.Random, size: int) -> str:
    return "".join(chr(chance.choice([0x0660, 0x0966, 0x1D7CE, 0x2460, 0x3220, 0xFF10, 0x41, 0x4E00]) + chance.randrange(10)) for _ in range(size))


def _one_line_of_figures(chance: random.Random, size: int) -> str:
    return "".join(
        f"{chance.choice(['举办', '约', '近', ''])}{chance.randrange(10**6)}{chance.choice(['场', '人次', '万元', '家', '期'])}" for _ in range(size // 7)
    )


def _names_without_end(chance: random.Random, size: int) -> str:
    return chance.choice(["壹日读书会", "方城浦社区", "会员杨柳妹、", "阅读论坛读书会公益班", "第十九届文学周"]) * (size // 5)


def _table(chance: random.Random, size: int) -> str:
    mark = chance.choice(["|", "\t"])
    return f"场次（场）{mark}人次{mark}投入（万元）\n" + "".join(f"{chance.randrange(10**5)}{mark}" * 5 + chance.choice(["\n", ""]) for _ in range(size // 20))


GENERATORS: dict[str, Generator] = {
    "one numeral repeated": _repeat(*"一1百万亿零十"),
    "one word repeated": _repeat("多", "第", "届", "场", "近", "约", "月", "社区", "村", "数", "几"),
    "a number repeated": _repeat("1,", "1.", "1万", "一百", "3亿5000万", "1,000"),
    "a figure repeated": _repeat("3场", "两家", "3个。", "约3人", "3场\n", "7月3场", "第3届，"),
    "a date repeated": _repeat("2022年", "7月9日", "2022-07-", "5月至", "截至2022年"),
    "digits without end": _drawn("0123456789"),
    "Chinese numerals without end": _drawn("零一二三四五六七八九十百千万亿两"),
    "numerals of all kinds": _drawn(NUMERALS),
    "words of figures in any order": _drawn(NUMERALS + WORDS),
    "nested brackets": _nested,
    "brackets and numerals": _pairs,
    "amounts of 400 digits": _long_amount,
    "lone surrogates": _surrogates,
    "NUL and control characters": _controls,
    "bidi controls": _bidi,
    "digits of other scripts": _scripts,
    "any character": lambda chance, size: "".join(chr(chance.randrange(0x20, 0xD7FF)) for _ in range(size)),
    "one line of figures": _one_line_of_figures,
    "names without end": _names_without_end,
    "tables": _table,
    "white space": _drawn(" \t\u3000\xa0\n1"),
    "marks of ranges": _drawn("1-—～~至到 一场"),
    "empty lines": _repeat("\n", "\r\n", "一\n", "一、\n", "1场\n"),
}


def hostile_texts(count: int, size: int, seed: int = 6) -> Iterator[tuple[str, str]]:
    """Yield so many texts of a size, all kinds in turn, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311
    kinds = list(GENERATORS.items())
    for number in range(count):
        name, generate = kinds[number % len(kinds)]
        yield name, generate(chance, size)[:size]
