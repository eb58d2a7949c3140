"""What a pairing still lacks: shown beside its form, never in the way of saving."""

from .enums import ItemState


def missing_in_pairing(pairing, *, today):
    """Return what a reader would miss on this pairing: (in a word, in a sentence)."""
    items, steps = list(pairing.items.all()), list(pairing.steps.all())
    unreported = [item for item in items if item.state == ItemState.DONE and not item.outcome]
    overdue = [item for item in items if item.is_overdue(today)]
    found = [
        (not pairing.source, "来源", "没有写来源"),
        (not pairing.aims, "目标", "没有写结对的目标"),
        (not items, "清单", "三张清单都是空的"),
        (unreported, "结果", f"{len(unreported)}件已办结的没有写结果"),
        (overdue, "进展", f"{len(overdue)}件过了期限还没有办结"),
        (not steps and not pairing.ended_on, "下一步", "没有写下一步"),
    ]
    return [(word, sentence) for lacks, word, sentence in found if lacks]
