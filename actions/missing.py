"""What a record still lacks, and what may say the same: shown beside the form, never in the way of saving."""

from .models import Activity


def missing_in(activity):
    """Return what a reader would miss on this record, in words."""
    photos = list(activity.photos.all())
    found = [
        (not activity.source, "没有写来源"),
        (not activity.figures.exists(), "没有数字"),
        (activity.is_summary and not activity.figures.exists(), "累计情况没有累计数"),
        (not activity.summary, "没有“一句话”，列表里只有名称"),
        (not activity.is_summary and not activity.body, "没有正文"),
        (not activity.is_summary and not photos, "没有照片，将用示意图"),
        (any(not photo.consent for photo in photos), "有照片没有征得同意，不会公开"),
        (any(photo.shows_minors and not photo.guardian_consent for photo in photos), "有未成年人的照片缺监护人同意，不会公开"),
        (activity.people.filter(basis="").exists(), "有人没有公开依据，姓名不会公开"),
        (activity.programme_id is None and not activity.stands_alone, "没有选品牌项目，也没有勾“不属于任何项目”"),
    ]
    return [words for lacks, words in found if lacks]


def twins_of(activity, most=5):
    """Return other records of the line that may be the same thing: same days, and the same name, community or number of the programme."""
    others = Activity.objects.originals().of_line(activity.line).exclude(pk__in=[activity.pk, activity.revises_id or 0])
    same_days = others.filter(happened_from=activity.happened_from, happened_to=activity.happened_to)
    like = same_days.filter(title=activity.title)
    if activity.community_id:
        like |= same_days.filter(community=activity.community_id)
    if activity.number:
        like |= others.filter(programme=activity.programme_id, number=activity.number)
    return list(like.distinct().newest_first()[:most])
