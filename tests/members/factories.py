"""Members, units and pairings for tests, made with as few words as a test needs."""

from datetime import date

from members.enums import Basis, MemberField
from members.models import Category, Disclosure, Member, MemberStatus, Pairing, Posting, Unit, UnitKind
from publishing import services as publishing
from tests.actions.factories import make_community, make_user

REPORT = {"basis": Basis.SOURCE, "published_in": "浙江统战", "published_on": date(2022, 7, 20)}
CONSENT = {"basis": Basis.CONSENT, "consent_version": "2022-1", "consent_on": date(2022, 8, 1)}


def make_unit(name="市新联会", **fields):
    return Unit.objects.get_or_create(name=name, defaults={"slug": f"u-{Unit.objects.count() + 1}", "kind": UnitKind.ASSOCIATION} | fields)[0]


def make_member(name="杨柳妹", *, shown=(), ground=REPORT, **fields):
    """Return a member of whom the fields `shown` are public."""
    member = Member.objects.create(name=name, **fields)
    for field in shown:
        Disclosure.objects.create(member=member, field=field, **ground)
    return member


def make_full_member(name="张三", *, shown=(MemberField.NAME,), **fields):
    """Return a member every field of whom is filled, and only those `shown` public."""
    filled = {
        "category": Category.FREELANCE,
        "profession": "刺绣技师",
        "unit": make_unit("龙港绣坊", kind=UnitKind.ENTERPRISE),
        "post": "常务理事",
        "introduction": "教人刺绣十五年。",
        "status": MemberStatus.ACTIVE,
    }
    return make_member(name, shown=shown, **filled | fields)


def make_pairing(*, unit=None, community=None, items=(), steps=(), published=True, started_on=date(2022, 5, 19), **fields):
    """Return a pairing. `items` are (list, item, state) with more by name; `steps` are words."""
    pairing = Pairing.objects.create(unit=unit or make_unit(), community=community or make_community(), started_on=started_on, **fields)
    for position, (kind, item, state, *more) in enumerate(items):
        pairing.items.create(list=kind, item=item, state=state, position=position, **(more[0] if more else {}))
    for position, step in enumerate(steps):
        pairing.steps.create(step=step, position=position)
    return publishing.publish(pairing, by=make_user()) if published else pairing


def make_posting(member=None, *, community=None, started_on=date(2022, 7, 9), **fields):
    return Posting.objects.create(member=member or make_member(), community=community, started_on=started_on, **fields)
