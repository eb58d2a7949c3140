"""The verbs of what may be shown of a person (design 6): they act at once, without review, and leave a trace."""

from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from publishing.models import Publishable, Verb
from publishing.services import Refused, both_halves
from publishing.trail import leave_trace

from .enums import Basis, MemberField
from .models import IN_FORCE, Disclosure, Member, OnBasis


@transaction.atomic
def disclose(
    *,
    member: Member,
    field: str,
    basis: str,
    consent_version: str = "",
    consent_on: date | None = None,
    published_in: str = "",
    published_on: date | None = None,
    by: Any,
) -> Disclosure:
    """Let a field of a member be shown from now on, on a basis that says which and when; return the row.

    Raises Refused where the basis is not whole, and where the field is public already.
    """
    label = MemberField(field).label
    if basis == Basis.CONSENT:
        if not consent_version.strip() or consent_on is None:
            raise Refused("凭本人同意公开的，要写明同意书版本和同意日期。")
        ground: dict[str, Any] = {"consent_version": consent_version.strip(), "consent_on": consent_on}
    elif basis == Basis.SOURCE:
        if not published_in.strip() or published_on is None:
            raise Refused("凭已公开报道的，要写明报道出处和报道日期。")
        ground = {"published_in": published_in.strip(), "published_on": published_on}
    else:
        raise Refused("要选公开的依据：本人同意，或者已公开报道。")
    member = _locked_member(member)
    if member.disclosures.in_force().filter(field=field).exists():
        raise Refused(f"这位会员的{label}已经公开了。要换依据，先撤回原来的。")
    row = member.disclosures.create(field=field, basis=basis, recorded_by=by, **ground)
    leave_trace(verb=Verb.CREATED, subject=row, by=by, fields=[field])
    return row


@transaction.atomic
def withdraw_disclosure(*, disclosure: Disclosure, by: Any) -> Disclosure:
    """Take a field of a member back from every page by the next request, for good, and return the row; raises Refused where it was taken back before."""
    return _withdraw_disclosures(disclosure.member, pk=disclosure.pk, by=by)[0]


@transaction.atomic
def withdraw_all_disclosures(*, member: Member, by: Any) -> list[Disclosure]:
    """Take everything of a member back from every page by the next request and return the rows; raises Refused where nothing is public."""
    return _withdraw_disclosures(member, by=by)


@transaction.atomic
def withdraw_basis(*, row: OnBasis, by: Any) -> list[OnBasis]:
    """Take back the basis on which one row names a person (who took part, an author, an entrant), at once, and return what was taken back.

    The same name on the working copy or on the record that it revises goes with it, so that no later `replace` brings it back.
    Raises Refused where no basis is in force.
    """
    rows = list(_same_name(row).filter(IN_FORCE).select_for_update(no_key=True).order_by("pk"))
    if not rows:
        raise Refused("这里没有公开的依据，或者已经撤回了。")
    now = timezone.now()
    type(row)._default_manager.filter(pk__in=[found.pk for found in rows]).update(withdrawn_at=now)
    for found in rows:
        found.withdrawn_at = now
        leave_trace(verb=Verb.WITHDRAWN, subject=found, by=by, fields=["basis"])
    return rows


def _locked_member(member: Member) -> Member:
    """Return the member as it is now, locked, so that two people do not disclose one field at once."""
    found = Member.objects.select_for_update(no_key=True).filter(pk=member.pk).first()
    if found is None:
        raise Refused("这位会员已经被删除了。")
    return found


def _withdraw_disclosures(member: Member, *, by: Any, **which: Any) -> list[Disclosure]:
    rows = list(_locked_member(member).disclosures.in_force().filter(**which).order_by("pk"))
    if not rows:
        raise Refused("没有公开的依据可以撤回，可能已经撤回了。")
    now = timezone.now()
    for row in rows:
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
        leave_trace(verb=Verb.WITHDRAWN, subject=row, by=by, fields=[row.field])
    return rows


def _same_name(row: Any) -> Any:
    """Return this row, and those that name the same person on the other half of a revision; their records are locked first, as `replace` does."""
    rows = type(row)._default_manager.all()
    if isinstance(row, Publishable):
        return rows.filter(pk__in=[found.pk for found in both_halves(row)])
    person = {name: getattr(row, name) for name in ("member", "name") if hasattr(row, name)}
    for field in row._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Publishable):  # type: ignore[arg-type]
            return rows.filter(**{f"{field.name}__in": both_halves(getattr(row, field.name))}, **person)
    return rows.filter(pk=row.pk)
