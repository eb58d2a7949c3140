"""A basis as it is written down and read: which consent or which report, and when (design 6)."""

from django.utils import timezone

from .enums import Basis

BASIS_FIELDS = ("basis", "published_in", "published_on", "consent_version", "consent_on")
NEEDED = {
    Basis.CONSENT: {"consent_version": "写明哪一版同意书。", "consent_on": "写明哪天同意的。"},
    Basis.SOURCE: {"published_in": "写明登在哪里，例如浙江统战。", "published_on": "写明哪天登的。"},
}
TO_COME = {"consent_on": "这一天还没有到：同意了才有依据，请核对。", "published_on": "这一天还没有到：登出来了才有依据，请核对。"}


class BasisForm:
    """What every form with a basis has in common: that there may be none, and that one says which and when."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "basis" in self.fields:
            none = [] if self.fields["basis"].required else [("", "没有（不公开）")]
            self.fields["basis"].choices = [*none, *Basis.choices]

    def clean(self):
        cleaned = super().clean()
        for field, words in NEEDED.get(cleaned.get("basis"), {}).items():
            if not cleaned.get(field) and field not in self.errors:
                self.add_error(field, words)
        for field, words in TO_COME.items():
            if cleaned.get(field) and cleaned[field] > timezone.localdate():
                self.add_error(field, words)
        return cleaned


def basis_in_words(row):
    """Return on what ground a row is public, or why it is not; `is_named`, where it was brought, says what the member's own disclosure decides."""
    named = getattr(row, "is_named", None)
    if row.withdrawn_at:
        return "已经撤回，不公开"
    if not row.basis:
        return "按会员本人的公开依据" if named else "没有依据，不公开"
    if named is False:
        return "会员已经撤回姓名，不公开"
    which = f"{row.published_in}，{row.published_on}" if row.basis == Basis.SOURCE else f"同意书{row.consent_version}，{row.consent_on}"
    return f"{row.get_basis_display()}：{which}"
