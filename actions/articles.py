"""Articles as they are pasted in: kept at once, what was chosen of them kept as one goes, and drafts made of them in one go, each tied to its words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from members.enums import Basis
from members.models import Member, Unit
from publishing.models import Verb
from publishing.refusals import Refused
from publishing.services import record_saved
from publishing.trail import leave_trace

from .models import Activity, Article, CameAs, Excerpt, Indicator, Programme
from .quantities import Quantity
from .services import add_programme, record_figure

LONGEST = 400_000
UNKEPT = re.compile("[\0\ud800-\udfff]")  # what no database keeps
MOST_CHOICES = 20_000


class TooLong(ValueError):
    """A text that is longer than what is read in one go; its words say how long it is."""

    def __init__(self, length: int) -> None:
        super().__init__(f"文章有{length:,}字，一次最多{LONGEST:,}字：请分成几篇粘贴。")


@dataclass(frozen=True)
class Stated:
    """A figure of a draft, and where the article states it."""

    indicator: Indicator
    quantity: Quantity
    start: int
    end: int


@dataclass(frozen=True)
class Draft:
    """An activity that somebody has confirmed but nobody has saved, with what hangs on it."""

    activity: Activity
    figures: tuple[Stated, ...]
    units: tuple[Unit, ...] = ()
    people: tuple[Member | str, ...] = ()
    new_programme: str = ""


def tidy_text(text: str) -> str:
    """Return a text as it is kept: one character for a line's end, no byte order mark, no NUL. Raises TooLong; nothing is ever cut off."""
    tidy = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    tidy = UNKEPT.sub("", tidy).strip("\n")
    if len(tidy) > LONGEST:
        raise TooLong(len(tidy))
    return tidy


@transaction.atomic
def keep_article(*, text: str, by: Any, name: str = "", came_as: str = CameAs.TEXT, published_on: date | None = None, source: str = "") -> Article:
    """Keep a text as this person pasted it, so that nothing is lost, and return it. Raises TooLong."""
    text = tidy_text(text)
    article = Article.objects.create(
        text=text, name=(name or _first_line(text))[:120], came_as=came_as, published_on=published_on, source=source, created_by=by
    )
    leave_trace(verb=Verb.CREATED, subject=article, by=by, fields=["text"])
    return article


@transaction.atomic
def keep_choices(*, article: Article, fields: dict[str, str], serial: int | None = None, taken: Iterable[tuple[int, int]] = ()) -> bool:
    """Add to what was chosen of an article's proposals; return False, and change nothing, where a later message has come already.

    Without a serial it is later than all that has come: a whole page was sent. Raises Refused for too much of it.
    """
    now = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    serial = now.serial + 1 if serial is None else serial
    if serial <= now.serial:
        article.serial = now.serial
        return False
    chosen = now.choices.get("fields", {}) | {name: UNKEPT.sub("", value) for name, value in fields.items()}
    if len(chosen) > MOST_CHOICES:
        raise Refused("改动太多，记不下了：请先保存一部分。")
    also = sorted({(int(start), int(end)) for start, end in [*now.choices.get("taken", []), *taken]})
    now.choices, now.serial = {"fields": chosen, "taken": [list(span) for span in also]}, serial
    now.save(update_fields=["choices", "serial", "changed_at"])
    article.choices, article.serial = now.choices, now.serial
    return True


@transaction.atomic
def say_of_article(*, article: Article, published_on: date | None, source: str) -> None:
    """Keep the day of an article and who published it, as somebody says."""
    article.published_on, article.source = published_on, source
    article.save(update_fields=["published_on", "source", "changed_at"])


@transaction.atomic
def enter_article(
    *, article: Article, drafts: Sequence[Draft], published_on: date | None, source: str, contributor: str = "", names_are_public: bool = False, by: Any
) -> list[Activity]:
    """Make a draft of each activity that was confirmed, all or none, and return those made.

    A figure whose words have gone into a record already is left out, so that pressing twice makes nothing twice. The people are public on the ground
    of the article only where that is said, and its day and source with it. Raises Refused where a rule of the ledger is broken.
    """
    article = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    if names_are_public and not (source and published_on):
        raise Refused("要以这篇报道为公开依据，先写明它的来源和日期。")
    article.published_on, article.source = published_on, source
    entered = set(article.excerpts.originals().values_list("start", "end"))
    ground = {"basis": Basis.SOURCE, "published_in": source, "published_on": published_on} if names_are_public else {}
    made = []
    for draft in drafts:
        figures = [stated for stated in draft.figures if (stated.start, stated.end) not in entered]
        if figures:
            made.append(_enter(article, draft, figures, contributor=contributor, ground=ground, by=by))
    if made:
        article.entered_at = timezone.now()
        leave_trace(verb=Verb.CHANGED, subject=article, by=by, fields=["entered_at"])
    article.save(update_fields=["published_on", "source", "entered_at", "changed_at"])
    return made


def _enter(article: Article, draft: Draft, figures: list[Stated], *, contributor: str, ground: dict[str, Any], by: Any) -> Activity:
    activity = draft.activity
    activity.source, activity.contributor = article.source, contributor
    if draft.new_programme:
        known = Programme.objects.filter(name=draft.new_programme).first()  # of an earlier draft, or somebody else's since
        activity.programme = known or add_programme(name=draft.new_programme, line=activity.line, by=by)
    activity.save()
    for position, stated in enumerate(figures):
        record_figure(activity=activity, indicator=stated.indicator, quantity=stated.quantity, position=position)
    for position, unit in enumerate(draft.units):
        activity.hosts.create(unit=unit, position=position)
    for position, who in enumerate(draft.people):
        named = {"member": who} if isinstance(who, Member) else {"name": who}
        activity.people.create(**named, **ground, position=position)
    Excerpt.objects.bulk_create(
        Excerpt(activity=activity, article=article, indicator=stated.indicator, start=stated.start, end=stated.end) for stated in figures
    )
    return record_saved(activity, by=by, created=True)


@transaction.atomic
def delete_article(*, article: Article, by: Any) -> None:
    """Delete an article for good. Raises Refused where a record was drawn from it: its words are that record's source."""
    article = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    if article.excerpts.exists():
        raise Refused("有记录是从这篇文章录入的，它是那些数字的出处，不能删。")
    leave_trace(verb=Verb.DELETED, subject=article, by=by)
    article.delete()


def _first_line(text: str) -> str:
    """Return the first line that is neither blank nor a date alone: what the article is called by."""
    lines = [line.strip() for line in text.split("\n", 20)[:20] if line.strip()]
    return next((line for line in lines if sum(char.isdigit() for char in line) * 3 < len(line)), lines[0] if lines else "")
