"""How a sum is said in Chinese: 100多万人次, 近百万元, 12家以上, 第十九届."""

from dataclasses import dataclass, replace

from .numerals import in_words

# 10 and 100,000 are missing on purpose: 近10人, 近10万元.
ROUND = {10**2: "百", 10**3: "千", 10**4: "万", 10**6: "百万", 10**7: "千万", 10**8: "亿"}


@dataclass(frozen=True)
class Spoken:
    """The parts that a quantity is typeset from; its text is the whole phrase."""

    before: str = ""  # 近, 约, 第
    numeral: str = ""  # 1600, 6.5万, 百万, 数万, 十九
    after: str = ""  # 多, 多万
    unit: str = ""
    tail: str = ""  # 以上, （另有届次不相加）

    def __str__(self) -> str:
        return self.before + self.numeral + self.after + self.unit + self.tail

    def without_ranks(self) -> "Spoken":
        """Return the same with the remark that ranks were left out."""
        return replace(self, tail=f"{self.tail}（另有届次不相加）")


def nothing() -> Spoken:
    return Spoken(numeral="未报")


def exact(amount: int, unit: str) -> Spoken:
    return Spoken(numeral=numeral(amount), unit=unit)


def over(amount: int, grain: int, unit: str) -> Spoken:
    """Say an amount as 「多」, cut down to its grain; 「以上」 where it is not round, since 12多 is no Chinese."""
    amount -= amount % grain
    if amount % 10 or amount == 0:
        return Spoken(numeral=numeral(amount), unit=unit, tail="以上")
    if amount < 10**4:
        return Spoken(numeral=str(amount), after="多", unit=unit)
    scale, name = (10**8, "亿") if amount >= 10**8 and amount % 10**6 == 0 else (10**4, "万")
    if amount % (10 * scale) == 0 and grain >= scale:
        return Spoken(numeral=str(amount // scale), after=f"多{name}", unit=unit)
    return Spoken(numeral=_in_scale(amount, scale) + name, after="多", unit=unit)


def at_least(floor: int, grain: int, unit: str) -> Spoken:
    """Say a floor as 「以上」, cut down to its grain."""
    return Spoken(numeral=numeral(floor - floor % grain), unit=unit, tail="以上")


def nearly(amount: int, unit: str) -> Spoken:
    return Spoken(before="近", numeral=ROUND.get(amount) or numeral(amount), unit=unit)


def about(amount: int, grain: int, unit: str) -> Spoken:
    """Say the multiple of the grain nearest to an amount, halves upwards (四舍五入)."""
    return Spoken(before="约", numeral=numeral((amount + grain // 2) // grain * grain), unit=unit)


def tens_of(power: int, unit: str) -> Spoken:
    return Spoken(numeral="数" + in_words(power).removeprefix("一"), unit=unit)


def rank(number: int, unit: str) -> Spoken:
    return Spoken(before="第", numeral=in_words(number), unit=unit)


def numeral(amount: int) -> str:
    """Return a number with 亿 or 万 where that is short, else in plain digits: 1.5亿, 6.5万, 12345."""
    if amount >= 10**8 and amount % 10**6 == 0:
        return _in_scale(amount, 10**8) + "亿"
    if amount >= 10**4 and amount % 10**3 == 0:
        return _in_scale(amount, 10**4) + "万"
    return str(amount)


def _in_scale(amount: int, scale: int) -> str:
    """Return an amount divided by 万 or 亿 with all its decimals and no zero after them."""
    whole, rest = divmod(amount, scale)
    decimals = str(scale + rest)[1:].rstrip("0")
    return f"{whole}.{decimals}" if decimals else str(whole)
