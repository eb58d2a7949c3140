"""Who held an activity, and who took part in it."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import RowNumber

from members.models import Member, NamedQuerySet, OnBasis, Unit
from publishing.models import State

from ..enums import HostRole, PersonRole


class HostQuerySet(models.QuerySet):
    def units_of(self, activities, *, most=40):
        """Return the units that hold some activities, those of the newest first, each once."""
        newest = activities.newest_first().values("pk")[: 5 * most]
        hosting = self.filter(activity__in=newest).order_by("-activity__happened_to", "position", "pk").values_list("unit", flat=True)
        first = list(dict.fromkeys(hosting))[:most]
        units = Unit.objects.in_bulk(first)
        return [units[pk] for pk in first]


class ActivityHost(models.Model):
    """A unit that held, undertook or assisted an activity."""

    activity = models.ForeignKey("actions.Activity", models.CASCADE, related_name="hosts", verbose_name="活动")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="hosted", verbose_name="单位")
    role = models.CharField("角色", max_length=10, choices=HostRole, default=HostRole.HOST)
    position = models.PositiveSmallIntegerField("排序", default=0)

    objects = HostQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        constraints = [
            models.UniqueConstraint(fields=["activity", "unit", "role"], name="host_once_in_a_role"),
            models.CheckConstraint(condition=Q(role__in=HostRole.values), name="host_role_is_known"),
        ]

    def __str__(self):
        return f"{self.get_role_display()} {self.unit}"


class PersonQuerySet(NamedQuerySet):
    def of_public(self):
        """Keep those of published activities whose name may be public, the newest activity first."""
        rows = self.shown().filter(activity__state=State.PUBLISHED).with_pages()
        return rows.select_related("member", "activity").order_by("-activity__happened_to", "-activity_id", "position", "pk")

    def deeds_of(self, members, *, most=5):
        """Return what some members are known to have done, the newest first, so many of each at most, by the member's id."""
        rows = self.of_public().filter(member__in=members)
        ranked = rows.annotate(rank=models.Window(RowNumber(), partition_by="member", order_by=["-activity__happened_to", "-activity_id", "pk"]))
        deeds = {}
        for person in ranked.filter(rank__lte=most):
            deeds.setdefault(person.member_id, []).append(person)
        return deeds

    def names_of(self, activities, *, most=40):
        """Return those whose names are public in some activities, of the newest first, each person once."""
        newest = activities.newest_first().values("pk")[: 5 * most]
        rows = self.shown().filter(activity__in=newest).order_by("-activity__happened_to", "position", "pk")
        named = {}
        for pk, *who in rows.values_list("pk", "member_id", "name"):
            named.setdefault(tuple(who), pk)
        first = list(named.values())[:most]
        people = self.with_pages().in_bulk(first)
        return [people[pk] for pk in first]


class ActivityPerson(OnBasis):
    """A member, or just a name, who took part, and the basis on which the name is public."""

    activity = models.ForeignKey("actions.Activity", models.CASCADE, related_name="people", verbose_name="活动")
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="took_part", verbose_name="会员")
    name = models.CharField("姓名", max_length=40, blank=True, help_text="不是会员的，只写姓名。")
    role = models.CharField("角色", max_length=12, choices=PersonRole, default=PersonRole.PARTICIPANT)
    position = models.PositiveSmallIntegerField("排序", default=0)

    objects = PersonQuerySet.as_manager()

    class Meta(OnBasis.Meta):
        verbose_name = verbose_name_plural = "人员"
        constraints = [
            *OnBasis.Meta.constraints,
            models.CheckConstraint(condition=Q(member__isnull=False, name="") | (Q(member=None) & ~Q(name="")), name="person_is_a_member_or_a_name"),
            models.CheckConstraint(condition=Q(role__in=PersonRole.values), name="person_role_is_known"),
        ]

    def __str__(self):
        return self.shown_name

    @property
    def shown_name(self):
        return self.member.name if self.member else self.name
