"""A period as a part of an address."""

from .periods import PATTERN, Period


class PeriodConverter:
    """Match exactly the codes of periods (2022, 2022H1, 2022Q3, 2022-07, to-2022-06) and hand the view a Period."""

    regex = PATTERN

    def to_python(self, value):
        return Period.parse(value)

    def to_url(self, value):
        return value.code if isinstance(value, Period) else Period.parse(value).code
