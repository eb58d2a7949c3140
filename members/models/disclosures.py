"""What of a member is public: one row per field, each with its basis, each withdrawn at once."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..enums import MemberField
from .names import OnBasis, OnBasisQuerySet
from .people import Member


class Disclosure(OnBasis):
    """One field of a member that may be shown, until the basis is withdrawn; a new basis is a new row."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="disclosures", verbose_name="会员")
    field = models.CharField("公开什么", max_length=12, choices=MemberField)
    recorded_at = models.DateTimeField("登记时间", auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="登记人", editable=False)

    objects = OnBasisQuerySet.as_manager()

    class Meta(OnBasis.Meta):
        verbose_name = verbose_name_plural = "公开依据"
        constraints = [
            *OnBasis.Meta.constraints,
            models.CheckConstraint(condition=~Q(basis=""), name="disclosure_has_a_basis"),
            models.CheckConstraint(condition=Q(field__in=MemberField.values), name="disclosure_field_is_known"),
            models.UniqueConstraint(fields=["member", "field"], condition=Q(withdrawn_at=None), name="disclosure_once_in_force"),
        ]

    def __str__(self):
        return f"{self.get_field_display()} {self.get_basis_display()}"
