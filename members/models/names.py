"""What every row that names a person keeps beside the name: the basis on which it is public (design 6)."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from ..enums import Basis, MemberField

IN_FORCE = ~Q(basis="") & Q(withdrawn_at=None)


class OnBasisQuerySet(models.QuerySet):
    def in_force(self):
        """Keep what has a basis that nobody has withdrawn."""
        return self.filter(IN_FORCE)


class OnBasis(models.Model):
    """A basis: consent (which text, when) or a published source (which, when); withdrawn at once, for good."""

    basis = models.CharField("公开依据", max_length=8, choices=Basis, blank=True, help_text="没有依据的不公开。")
    consent_version = models.CharField("同意书版本", max_length=20, blank=True, help_text="例如：2022-1")
    consent_on = models.DateField("同意日期", null=True, blank=True)
    published_in = models.CharField("报道出处", max_length=60, blank=True, help_text="例如：浙江统战")
    published_on = models.DateField("报道日期", null=True, blank=True)
    withdrawn_at = models.DateTimeField("依据撤回时间", null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(basis="")
                | (Q(basis=Basis.CONSENT, consent_on__isnull=False) & ~Q(consent_version=""))
                | (Q(basis=Basis.SOURCE, published_on__isnull=False) & ~Q(published_in="")),
                name="%(app_label)s_%(class)s_basis_says_which_and_when",
            ),
        ]

    @property
    def may_be_shown(self):
        """Whether the name may be public: as `may_be_named` decides where it was brought (`is_named`), else as far as the row itself knows."""
        return getattr(self, "is_named", self.in_force)

    @property
    def in_force(self):
        """Whether there is a basis, and nobody has withdrawn it."""
        return bool(self.basis) and self.withdrawn_at is None

    @property
    def ground(self):
        """The basis as it stands after what it lets be shown: 依据浙江统战2022年7月20日的报道公开, 经本人同意公开."""
        if self.basis == Basis.SOURCE:
            day = self.published_on
            return f"依据{self.published_in}{day.year}年{day.month}月{day.day}日的报道公开"
        return "经本人同意公开" if self.basis == Basis.CONSENT else ""


def is_disclosed(field, *, member="member") -> Exists:
    """Return the condition under which a field of the member that `member` leads to may be public."""
    from .disclosures import Disclosure  # disclosures stand on members, not the other way round

    return Exists(Disclosure.objects.filter(member=OuterRef(member), field=field, withdrawn_at=None))


def may_be_named() -> Q:
    """Return the condition under which the name on a row (`member` or a plain name) may be public; of use in a filter and in an annotation.

    A member's own disclosure of the name decides, wherever the member stands; only where there is none does the row's own basis, as it does for
    who is no member.
    """
    from .disclosures import Disclosure  # disclosures stand on members, not the other way round

    names = Disclosure.objects.filter(member=OuterRef("member"), field=MemberField.NAME)
    own = ~Q(basis="") & (Q(member=None) | ~Exists(names))
    return Q(withdrawn_at=None) & (own | Q(Exists(names.filter(withdrawn_at=None))))


class NamedQuerySet(OnBasisQuerySet):
    def shown(self):
        """Keep the rows whose name may be public."""
        return self.filter(may_be_named())

    def with_pages(self):
        """Bring the member, and whether it has a page to go to (`has_page`): one whose name is disclosed."""
        return self.select_related("member").annotate(has_page=is_disclosed(MemberField.NAME))
