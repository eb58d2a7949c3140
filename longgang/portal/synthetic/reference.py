"""What synthetic records stand on: the demo's lines and indicators, and communities, units, members and programmes that say they are invented."""

from django.contrib.auth import get_user_model

from actions.enums import Numbering
from actions.models import ActionLine, Indicator, IndicatorOnLine, Programme, Target
from longgang.portal.demo.records import enter_reference
from members.models import Community, Member, Unit
from members.models.people import Category
from members.models.units import UnitKind
from members.pinyin import pinyin_key

from .shapes import FIGURES, Counted

AUTHOR = "shili-shuju"
ADDED = (("jian-yi", "示例建议", "件"), ("zuo-tan", "示例座谈", "次"), ("diao-yan", "示例调研", "次"), ("xie-shang", "示例协商参与", "人次"))


def author():
    """Return the account that synthetic records are entered by; nobody can sign in with it."""
    user, is_new = get_user_model().objects.get_or_create(username=AUTHOR, defaults={"name": "示例数据", "is_active": False})
    if is_new:
        user.set_unusable_password()
        user.save()
    return user


def lines_and_indicators(*, by):
    """Enter lines and indicators where they are not yet, and return for each line its id and what can be counted on it, so many 场 first."""
    enter_reference(by=by)
    lines = list(ActionLine.objects.order_by("number"))
    return [(line.pk, _counted_on(line)) for line in lines]


def _counted_on(line):
    rows = IndicatorOnLine.objects.filter(line=line).select_related("indicator")
    found = sorted((row.indicator for row in rows), key=lambda indicator: (indicator.code != "huo-dong-chang-ci", indicator.pk))
    for code, name, unit in ADDED[: max(0, FIGURES - len(found))]:
        indicator, _ = Indicator.objects.get_or_create(code=f"shi-li-{code}", defaults={"name": name, "unit": unit, "position": 100})
        IndicatorOnLine.objects.get_or_create(indicator=indicator, line=line, defaults={"position": 100})
        found.append(indicator)
    return [Counted(indicator.pk, indicator.unit, indicator.additive) for indicator in dict.fromkeys(found)]


def communities(count):
    return _named(Community, "示例社区", "shi-li-she-qu", count, area=lambda number: f"示例片区{number % 9 + 1}")


def units(count):
    kinds = [UnitKind.MEMBER_UNIT, UnitKind.ENTERPRISE, UnitKind.ASSOCIATION, UnitKind.COLLEGE]
    return _named(Unit, "示例单位", "shi-li-dan-wei", count, kind=lambda number: kinds[number % 4])


def members(count):
    known = set(Member.objects.filter(name__startswith="示例会员").values_list("name", flat=True))
    names = [f"示例会员{number:04d}" for number in range(1, count + 1)]
    key = pinyin_key("示例会员")
    new = [
        Member(name=name, sort_key=f"{key} {name[-4:]}", category=Category.values[number % 4], profession=f"示例职业{number % 20 + 1}")
        for number, name in enumerate(names)
        if name not in known
    ]
    Member.objects.bulk_create(new, batch_size=1000)
    return list(Member.objects.filter(name__in=names).order_by("name").values_list("pk", flat=True))


def _named(model, name, slug, count, **values):
    """Return the ids of `count` rows named 示例…001 on, made where they are not there yet."""
    slugs = [f"{slug}-{number:03d}" for number in range(1, count + 1)]
    known = set(model.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    key = pinyin_key(name)
    new = [
        model(name=f"{name}{number:03d}", slug=slug, sort_key=f"{key} {number:03d}", **{column: value(number) for column, value in values.items()})
        for number, slug in enumerate(slugs, start=1)
        if slug not in known
    ]
    model.objects.bulk_create(new, batch_size=1000)
    return list(model.objects.filter(slug__in=slugs).order_by("slug").values_list("pk", flat=True))


def programmes(lines):
    """Return new programmes of these lines (ids), in their order."""
    start = Programme.objects.filter(slug__startswith="shi-li-xiang-mu-").count()
    return Programme.objects.bulk_create(
        [
            Programme(
                name=f"示例项目{number:05d}",
                slug=f"shi-li-xiang-mu-{number:05d}",
                line_id=line,
                numbering=Numbering.ISSUE if number % 3 == 0 else "",
                introduction="为测试生成的项目，不是真实项目。",
            )
            for number, line in enumerate(lines, start=start + 1)
        ],
        batch_size=2000,
    )


def targets(lines, year):
    """Enter a target of the newest year and one of all years for each line and indicator that adds up, where there is none."""
    rows = [
        Target(line_id=line, indicator_id=counted.id, year=of, amount=amount, is_example=True)
        for line, counts in lines
        for counted in counts
        if counted.additive
        for of, amount in ((year, 1000), (None, 100_000))
    ]
    known = set(Target.objects.values_list("line_id", "indicator_id", "year"))
    Target.objects.bulk_create([row for row in rows if (row.line_id, row.indicator_id, row.year) not in known])
