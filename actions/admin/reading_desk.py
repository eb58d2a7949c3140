"""The reading desk as it is shown: the text with its numbers marked, and the drafts of one page of it."""

from django.urls import reverse

from ..article_desk import Desk, changes, laid
from ..article_fields import Lists
from ..article_forms import HeadForm
from ..assistant import read_article
from ..bylines import contributor_in
from ..marking import Mark, paragraphs
from ..proposing import moved, pages_of, sheets_of

MOST_LEFT = 100  # numbers left aside that are listed


class ReadingDesk:
    """What is shown of an article; what is sent of it is taken elsewhere."""

    def show(self, request, article, *, data=None, carried=None):
        """Show the desk: as it was left, or bound to what was sent and could not be saved."""
        reading, sheets, lists = self.read(article)
        pages = pages_of(sheets)
        number = self.number_of_page(request, len(pages))
        chosen = article.choices.get("fields", {})
        if carried is not None:
            chosen = chosen | changes(laid(carried.fields), sheets, article.text, lists, chosen)
        desk, head = Desk(pages[number - 1], lists, chosen=chosen), HeadForm(prefix="a", initial=self.head_of(article, reading, chosen))
        if data is not None:
            desk, head = data
        taken = {row.found.start for row in desk.rows}
        left = [skipped for skipped in reading.skipped if skipped.start not in taken]
        context = {
            "title": "从文章录入",
            "article": article,
            "desk": desk,
            "head": head,
            "lists": lists,
            "reading": reading,
            "paragraphs": paragraphs(article.text, self.marks(article, desk, reading), *self.part_of(pages, number, len(article.text))),
            "doubtful": [skipped for skipped in left if skipped.doubtful],
            "others": [skipped for skipped in left if not skipped.doubtful],
            "most_left": f":{MOST_LEFT}",
            "number": number,
            "pages": range(1, len(pages) + 1),
            "total": sum(len(sheet.found) for sheet in sheets),
            "entered": article.excerpts.originals().count(),
            "carried": carried,
            "read_url": reverse("admin:actions_activity_read"),
        }
        return self.page(request, "desk", context)

    def read(self, article):
        """Return the reading of an article, the drafts it would make, and the live lists."""
        reading = read_article(article.text, published=article.published_on)
        entered = set(article.excerpts.originals().values_list("start", "end"))
        taken = [(start, end) for start, end in article.choices.get("taken", [])]
        sheets = sheets_of(reading, article.text, taken=taken, entered=entered)
        return reading, moved(sheets, article.choices.get("fields", {})), Lists()

    def number_of_page(self, request, most):
        asked = request.GET.get("p", "1")
        return min(max(int(asked), 1), most) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1

    def head_of(self, article, reading, chosen):
        """Return what is known of all drafts: as kept, as chosen, or as the text says."""
        known = {"published_on": article.published_on or reading.published_on, "source": article.source, "contributor": contributor_in(article.text)}
        return known | {name: chosen[f"a-{name}"] for name in ("contributor", "names_are_public") if f"a-{name}" in chosen}

    def part_of(self, pages, number, length):
        """Return from where to where the text is shown beside a page of drafts."""
        starts = [min(found.start for sheet in page for found in sheet.found) if page else 0 for page in pages]
        return (0 if number == 1 else starts[number - 1]), (length if number == len(pages) else starts[number])

    def marks(self, article, desk, reading):
        """Return what is marked in the text: numbers to confirm, what was entered, and what was not understood."""
        for card in desk.cards:
            for row in card.rows:
                found, ink = row.found, f"ink-{card.line.ink}" if card.line else ""
                yield Mark(found.start, found.end, "found", str(found.number), ink, f"#f{found.start}")
        for excerpt in article.excerpts.originals().select_related("activity__line"):
            url = reverse("admin:actions_activity_change", args=[excerpt.activity_id])
            yield Mark(excerpt.start, excerpt.end, "entered", "✓", f"ink-{excerpt.activity.line.ink}", url, f"已存为草稿：{excerpt.activity}")
        taken = {row.found.start for row in desk.rows}
        doubtful = [skipped for skipped in reading.skipped if skipped.doubtful and skipped.start not in taken]
        for skipped in doubtful[:MOST_LEFT]:
            yield Mark(skipped.start, skipped.end, "left", "", "", f"#s{skipped.start}", skipped.why)
