"""What a page still lacks: shown beside the form, never in the way of saving."""


def missing_in_page(page):
    """Return what a reader would miss on this page: (in a word, in a sentence)."""
    found = [
        (not page.body and not page.attachments.all(), "正文", "没有正文，也没有附件"),
        (page.is_notice and not page.source, "来源", "没有写来源"),
    ]
    return [(word, sentence) for lacks, word, sentence in found if lacks]
