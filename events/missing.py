"""What an event or an entry still lacks: shown beside the form, never in the way of saving."""

from django.utils.functional import lazy

from .numbering import next_number


def missing_in_event(event):
    """Return what a reader would miss on this event: (in a word, in a sentence)."""
    numbering = event.programme.numbering if event.programme and not event.number else ""
    found = [
        (not event.venue and not event.community_id, "地点", "没有写地点，也没有选社区"),
        (event.has_its_day and event.begins_at is None, "时间", "没有写几点开始，日历里算全天"),
        (not event.has_its_day, "日子", "日子还没有定，进不了日历文件"),
        (numbering, "第几期", lazy(_next_of, str)(event, numbering)),
        (not event.summary, "一句话", "没有“一句话”，列表里只有名称"),
        (not event.body, "正文", "没有正文"),
        (not event.hosts.all(), "单位", "没有写谁来办"),
        (not event.source, "来源", "没有写来源"),
    ]
    return [(word, sentence) for lacks, word, sentence in found if lacks]


def _next_of(event, numbering):
    return f"没有写第几{numbering}，接下来是第{next_number(event.programme)}{numbering}"


def missing_in_entry(entry):
    """Return what a reader would miss on this entry: (in a word, in a sentence)."""
    found = [
        (not entry.picture and not entry.video_url, "作品", "没有照片，也没有视频网址，将用示意图"),
        (bool(entry.picture) and not entry.consent, "照片的同意", "照片没有征得同意，不会公开"),
        (entry.shows_minors and not entry.guardian_consent, "监护人同意", "有未成年人，缺监护人同意，照片不会公开"),
        (not entry.author, "作者", "没有写作者"),
        (bool(entry.author) and not entry.basis and not entry.member_id, "公开依据", "作者没有公开依据，姓名不会公开"),
        (not entry.event.is_public, "赛事", "赛事还没有发布，作品发布了也看不到"),
    ]
    return [(word, sentence) for lacks, word, sentence in found if lacks]
