"""What tests of the staff's side stand on: lines, indicators, people with roles, and a form filled in."""

import io
from itertools import count

from django.urls import reverse
from PIL import Image

from actions.enums import Ink
from actions.models import ActionLine, Indicator, IndicatorOnLine, Programme
from members.models import Community, Member, Unit, User
from members.roles import give_roles

PASSWORD = "Longgang-2022"
NAMES = [
    ("城乡共富助力", "chengxiang"),
    ("寻美龙港推介", "xunmei"),
    ("建言献策智囊", "jianyan"),
    ("共同富裕星火", "xinghuo"),
    ("文化教育惠民", "wenhua"),
    ("百企三创服务", "baiqi"),
]
numbers = count(1)


def make_user(*roles, username=None):
    user = User.objects.create_user(username or f"user{next(numbers)}", password=PASSWORD, name="、".join(roles) or "无角色")
    give_roles(user, *roles)
    return user


def make_lines():
    """Make the six lines with five indicators on them: 活动场次 (场), 受益人次 (人次), 筹款 (元), 培训人数 (人, on line 1 only), 届次 (届, ranks)."""
    lines = [
        ActionLine.objects.create(number=number, full_name=f"新·{name}行动", short_name=name, slug=slug, serves="城乡", ink=Ink.values[number - 1])
        for number, (name, slug) in enumerate(NAMES, 1)
    ]
    for code, name, unit, additive, over, where in [
        ("chang-ci", "活动场次", "场", True, True, lines),
        ("ren-ci", "受益人次", "人次", True, True, lines),
        ("chou-kuan", "慈善筹款", "元", True, False, lines),
        ("pei-xun", "培训人数", "人", True, False, lines[:1]),
        ("jie-ci", "届次", "届", False, False, lines),
    ]:
        indicator = Indicator.objects.create(code=code, name=name, unit=unit, additive=additive, adds_over_lines=over)
        IndicatorOnLine.objects.bulk_create([IndicatorOnLine(indicator=indicator, line=line) for line in where])
    return lines


def make_programme(line, name="壹日读书会", slug="yi-ri-du-shu-hui"):
    return Programme.objects.create(name=name, slug=slug, line=line, numbering="期")


def make_community(name="方城浦社区"):
    return Community.objects.create(name=name, slug="fang-cheng-pu")


def make_unit(name="龙港市慈善总会"):
    return Unit.objects.create(name=name, slug=f"unit-{next(numbers)}", kind="association")


def make_member(name="应吟吟"):
    return Member.objects.create(name=name)


def indicator(name):
    return Indicator.objects.get(name=name)


def picture(name="photo.jpg", size=(64, 48), color=(120, 140, 90)):
    """Return an upload of a plain picture."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    content = io.BytesIO()
    Image.new("RGB", size, color).save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def rows(prefix, *filled, initial=0):
    """Return a formset's data from rows given as dicts."""
    data = {
        f"{prefix}-TOTAL_FORMS": str(len(filled)),
        f"{prefix}-INITIAL_FORMS": str(initial),
        f"{prefix}-MIN_NUM_FORMS": "0",
        f"{prefix}-MAX_NUM_FORMS": "1000",
    }
    return data | {f"{prefix}-{place}-{name}": value for place, row in enumerate(filled) for name, value in row.items()}


def entry(line, *, figures=(), hosts=(), people=(), photos=(), coverage=(), **changes):
    """Return the activity form's data, filled in rightly but for the changes."""
    data = {"kind": "occasion", "line": line.pk, "title": "暑期青少年维权夏令营开营", "work": "volunteering", "happened_from": "2022-06-12", "precision": "day"}
    for prefix, filled in (("figures", figures), ("hosts", hosts), ("people", people), ("photos", photos), ("coverage", coverage)):
        data |= rows(prefix, *filled)
    return {name: value for name, value in (data | changes).items() if value is not None}


def filled_in(response):
    """Return what a form page would send if nothing were touched: every field's value as shown."""
    data = {}
    form = response.context["adminform"].form
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    for part in [form, *(formset.management_form for formset in formsets), *(row for formset in formsets for row in formset.forms)]:
        for field in part:
            value = field.value()
            if value is not None and value is not False and value != "" and field.name != "picture":
                data[field.html_name] = "on" if value is True else value
    return data


ADD = "admin:actions_activity_add"


def add_url():
    return reverse(ADD)


def change_url(activity):
    return reverse("admin:actions_activity_change", args=[activity.pk])
