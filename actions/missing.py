"""What a record still lacks, and what may say the same: shown beside the form, never in the way of saving."""

import re
import unicodedata
from difflib import SequenceMatcher

from publishing.models import State

from .enums import Precision
from .models import Activity

TWINS_LOOKED_AT = 60
ALIKE = 0.75
SHORT = 4  # letters of a title that is looked for within another
MARKS = re.compile(r"[\W_]")


def missing_in(activity, *, today):
    """Return what a reader would miss on this record, and what can hardly be meant: (in a word, in a sentence)."""
    return lacking(activity, list(activity.figures.all()), list(activity.photos.all()), list(activity.people.all()), today=today)


def lacking(activity, figures, photos, people, *, today):
    """Return the same of a record whose rows may be typed and not saved."""
    to_come = not_yet(activity, today)
    found = [
        (to_come, "日期要核对", f"{to_come}还没有到，请核对日期；还没有办的事写成预告"),
        (not activity.source, "来源", "没有写来源"),
        (not figures, "数字", "累计情况没有累计数" if activity.is_summary else "没有数字"),
        (not activity.summary, "一句话", "没有“一句话”，列表里只有名称"),
        (not activity.is_summary and not activity.body, "正文", "没有正文"),
        (not activity.is_summary and not photos, "照片", "没有照片，将用示意图"),
        (any(not photo.is_made for photo in photos), "照片的处理", "有照片还没有处理好，处理好以后才公开"),
        (any(not photo.consent for photo in photos), "照片的同意", "有照片没有征得同意，不会公开"),
        (any(photo.shows_minors and not photo.guardian_consent for photo in photos), "监护人同意", "有未成年人的照片缺监护人同意，不会公开"),
        (any(not person.may_be_shown for person in people), "公开依据", "有人没有公开依据，姓名不会公开"),
        (activity.programme_id is None and not activity.stands_alone, "品牌项目", "没有选品牌项目，也没有勾“不属于任何项目”"),
    ]
    return [(word, sentence) for lacks, word, sentence in found if lacks]


def not_yet(activity, today):
    """Return the day of a record that is still to come, None where there is none; of a month or a year that has begun the end may be to come."""
    by_day = activity.precision in (Precision.DAY, Precision.TO_DATE)
    return next((day for day in (activity.happened_from, activity.happened_to if by_day else None) if day and day > today), None)


def missing_in_proposal(proposal):
    """Return what a reader would miss on this proposal: (in a word, in a sentence)."""
    authors, outcomes = list(proposal.authors.all()), list(proposal.outcomes.all())
    unsourced = [outcome for outcome in outcomes if outcome.is_unsourced]
    found = [
        (not proposal.source, "来源", "没有写来源"),
        (not authors, "提出人", "没有写是谁提的"),
        (not proposal.addressee, "呈送", "没有写交给了谁"),
        (not proposal.summary, "一句话", "没有“一句话”，列表里只有题目"),
        (not proposal.text, "正文", "没有正文"),
        (unsourced, "结果的出处", f"{len(unsourced)}个结果没有写出处"),
        (any(author.unit_id is None and not author.may_be_shown for author in authors), "公开依据", "有人没有公开依据，姓名不会公开"),
    ]
    return [(word, sentence) for lacks, word, sentence in found if lacks]


def twins_of(activity, most=5):
    """Return other records that may be the same thing: of the same days with a like name or in the same community; or of the same number of the programme."""
    others = Activity.objects.originals().filter(state__in=State).exclude(pk__in=[activity.pk, activity.revises_id or 0]).newest_first()
    found = []
    if activity.number and activity.programme_id:
        found += others.filter(programme=activity.programme_id, number=activity.number)[:most]
    if activity.happened_to:
        same_days = others.filter(happened_from=activity.happened_from, happened_to=activity.happened_to)
        found += [other for other in same_days[:TWINS_LOOKED_AT] if other not in found and _may_be_same(activity, other)]
    return found[:most]


def _may_be_same(activity, other):
    if activity.kind != other.kind or (activity.programme_id and other.programme_id and activity.programme_id != other.programme_id):
        return False
    if activity.programme_id == other.programme_id and activity.number and other.number:
        return activity.number == other.number
    same_place = activity.line_id == other.line_id and activity.community_id is not None and activity.community_id == other.community_id
    return same_place or alike(activity.title, other.title)


def alike(one, other):
    """Whether two titles may name the same thing: the same letters but for marks and spaces, or nearly."""
    one, other = (MARKS.sub("", unicodedata.normalize("NFKC", title)) for title in (one, other))
    if not one or not other:
        return False
    shorter, longer = sorted([one, other], key=len)
    return (len(shorter) >= SHORT and shorter in longer) or SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
