"""The six action lines, what is counted on them, their programmes and targets."""

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from members.models import Unit
from publishing.images import PictureField

from ..enums import Ink, Numbering

MOST = 10**11
ASCII_SLUG = RegexValidator(r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z", "只用小写拼音、数字和连字符，例如：yi-ri-du-shu-hui。")
NUMERALS = "一二三四五六"


class ActionLineQuerySet(models.QuerySet):
    def counting(self, indicator):
        """Keep the lines on which an indicator is counted."""
        return self.filter(counts__indicator=indicator)


class ActionLine(models.Model):
    """One of the six action lines (六大行动)."""

    number = models.PositiveSmallIntegerField("序号", unique=True)
    full_name = models.CharField("全称", max_length=40, unique=True, help_text="例如：新·城乡共富助力行动")
    short_name = models.CharField("简称", max_length=20, unique=True, help_text="例如：城乡共富助力")
    slug = models.SlugField("网址用名", max_length=40, unique=True, validators=[ASCII_SLUG])
    serves = models.CharField("服务于", max_length=40, help_text="例如：城乡均衡发展")
    introduction = models.TextField("简介", blank=True, max_length=1000)
    ink = models.CharField("专色", max_length=8, choices=Ink, unique=True)
    cover = PictureField("题图", blank=True)
    lead_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="led_lines", verbose_name="牵头单位")

    objects = ActionLineQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "行动"
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=6), name="line_number_from_1_to_6"),
            models.CheckConstraint(condition=Q(ink__in=Ink.values), name="line_ink_is_known"),
        ]

    def __str__(self):
        return self.short_name

    def get_absolute_url(self):
        return reverse("actions:line-detail", args=[self.slug])

    @property
    def numeral(self):
        """The line's number as it stands on its disc: 一 to 六."""
        return NUMERALS[self.number - 1]


class Indicator(models.Model):
    """What is counted: one name, one unit, and how its figures may be added (`figures.md` 1)."""

    code = models.SlugField("代码", max_length=40, unique=True, validators=[ASCII_SLUG], help_text="拼音小写，定下后不再改，例如：huo-dong-chang-ci")
    name = models.CharField("指标名称", max_length=30, unique=True, help_text="例如：活动场次")
    unit = models.CharField("计量单位", max_length=10, help_text="例如：场、人次、元、幅(组)")
    additive = models.BooleanField("可以相加", default=True, help_text="届次这样只排先后的指标不可相加。")
    adds_over_lines = models.BooleanField("可跨行动相加", default=False, help_text="例如活动场次：六项行动的场次可以合计。")
    persons_may_repeat = models.BooleanField("人可能重复", default=False, help_text="以“人”计、各次活动可能是同一批人的，页面注明“按活动计”。")
    definition = models.CharField("怎样计数", max_length=200, blank=True, help_text="例如：一次面向群众的公开活动记1场。")
    is_headline = models.BooleanField("上首页", default=False, help_text="首页最上面的几个数字。")
    position = models.PositiveSmallIntegerField("排序", default=0)
    lines = models.ManyToManyField(ActionLine, through="IndicatorOnLine", related_name="indicators", verbose_name="所属行动")

    class Meta:
        verbose_name = verbose_name_plural = "指标"
        constraints = [
            models.CheckConstraint(condition=~Q(unit="") & ~Q(name=""), name="indicator_has_name_and_unit"),
            models.CheckConstraint(condition=Q(additive=True) | Q(adds_over_lines=False), name="indicator_adds_over_lines_only_if_it_adds"),
        ]

    def __str__(self):
        return self.name


class IndicatorOnLine(models.Model):
    """An indicator belongs to a line, perhaps among its large figures."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="on_lines", verbose_name="指标")
    line = models.ForeignKey(ActionLine, models.CASCADE, related_name="counts", verbose_name="行动")
    is_headline = models.BooleanField("主要指标", default=False)
    position = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "行动的指标"
        constraints = [models.UniqueConstraint(fields=["indicator", "line"], name="indicator_once_on_a_line")]

    def __str__(self):
        return f"{self.line} {self.indicator}"


class ProgrammeQuerySet(models.QuerySet):
    def of_line(self, line):
        return self.filter(line=line).order_by("name")


class Programme(models.Model):
    """A lasting undertaking of one line (品牌项目), under which things are counted and which a summary sums up."""

    name = models.CharField("项目名称", max_length=60, unique=True, help_text="例如：壹日读书会")
    slug = models.SlugField("网址用名", max_length=80, unique=True, blank=True, validators=[ASCII_SLUG], help_text="留空则按拼音自动取，定下后不再改。")
    line = models.ForeignKey(ActionLine, models.PROTECT, related_name="programmes", verbose_name="行动")
    numbering = models.CharField("编号单位", max_length=2, choices=Numbering, blank=True, help_text="各次活动按期或按届编号的，选一种。")
    introduction = models.TextField("简介", blank=True, max_length=1000)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "品牌项目"
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="programme_has_a_name")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("actions:programme-detail", args=[self.slug])


class Target(models.Model):
    """What a line means to reach in one indicator: in a year, or altogether where no year is named."""

    line = models.ForeignKey(ActionLine, models.PROTECT, related_name="targets", verbose_name="行动")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets", verbose_name="指标")
    year = models.PositiveSmallIntegerField("年份", null=True, blank=True, help_text="不填表示累计目标。")
    amount = models.BigIntegerField("目标", validators=[MinValueValidator(1)])
    is_example = models.BooleanField("示例", default=False, help_text="演示数据的目标不是部门的决定，页面注明“示例”。")

    class Meta:
        verbose_name = verbose_name_plural = "目标"
        constraints = [
            models.UniqueConstraint(fields=["line", "indicator", "year"], name="target_once_a_year"),
            models.UniqueConstraint(fields=["line", "indicator"], condition=Q(year=None), name="target_once_for_all_years"),
            models.CheckConstraint(condition=Q(amount__gte=1, amount__lte=MOST), name="target_amount_in_range"),
            models.CheckConstraint(condition=Q(year=None) | Q(year__gte=1949, year__lte=2999), name="target_year_in_range"),
        ]

    def __str__(self):
        return f"{self.line} {self.indicator} {self.year or '累计'}"
