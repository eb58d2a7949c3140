"""Events: what is announced, and becomes an activity once it is over."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localtime

from actions import days
from actions.enums import DATED, HostRole, Precision, Work
from actions.models import ActionLine, Activity, Programme
from members.models import Community, Unit
from members.pinyin import free_slug
from publishing.bodies import RichTextField
from publishing.models import Publishable, PublishableQuerySet, State

from ..enums import EventState

RESERVED = ("list",)  # what stands beside the events' own addresses


class EventQuerySet(PublishableQuerySet):
    def coming(self, today):
        """Keep what is not over on a day, the nearest first."""
        return self.filter(ends_on__gte=today).order_by("starts_on", "begins_at", "pk")

    def coming_first(self, today):
        """Put what is not over first, the nearest first; then what is (`is_past`), the newest first."""
        past = Q(ends_on__lt=today)
        starts = models.Case(models.When(past, then=None), default=F("starts_on"), output_field=models.DateField())
        rows = self.annotate(is_past=models.ExpressionWrapper(past, models.BooleanField()))
        return rows.order_by("is_past", starts.asc(), "-ends_on", "-pk")

    def going_ahead(self):
        """Leave out what was cancelled."""
        return self.filter(cancelled_at=None)

    def on_days_between(self, first, last):
        """Keep what has a day between both, ends included, in the order of their days."""
        return self.filter(starts_on__lte=last, ends_on__gte=first).order_by("starts_on", "begins_at", "pk")

    def over(self, today):
        """Keep what is over on a day, the newest first."""
        return self.filter(ends_on__lt=today).order_by("-ends_on", "-pk")

    def to_be_closed(self, today):
        """Keep what took place and has not become an activity yet."""
        return self.over(today).going_ahead().filter(became=None)

    def starting_after(self, day):
        """Keep what starts after a day, the nearest first."""
        return self.filter(starts_on__gt=day).order_by("starts_on", "pk")

    def with_their_day(self):
        """Keep what has a fixed day, not only a month or a year."""
        return self.filter(precision=Precision.DAY)

    def matching(self, *, action=None, kind="", community=None):
        """Keep what fits every filter that is set."""
        exact = {"line": action, "kind": kind, "community": community}
        return self.filter(**{name: value for name, value in exact.items() if value})

    def for_list(self):
        """Bring what a row of a list shows."""
        return self.select_related("line", "programme", "community")

    def for_page(self):
        """Bring what an event's own page shows."""
        hosts = models.Prefetch("hosts", EventHost.objects.select_related("unit").order_by("position", "pk"))
        sessions = models.Prefetch("sessions", Session.objects.order_by("held_on", "begins_at", "position", "pk"))
        return self.select_related("line", "programme", "community", "became").prefetch_related(hosts, sessions)

    def hosted_by(self, unit):
        """Keep those that a unit holds, undertakes or assists."""
        return self.filter(pk__in=EventHost.objects.filter(unit=unit).values("event"))

    def as_of(self, now):
        """Return the rows, each knowing where it stands at a moment (`now_is`)."""
        rows = list(self)
        for event in rows:
            event.now_is = event.state_at(now)
        return rows

    def contests(self):
        return self.filter(kind=Work.CONTEST)

    def with_entries(self, *, most):
        """Bring the activity that each became, its first public entries, those that won before others (`first_entries`), and their number (`recorded`)."""
        from .entries import ContestEntry  # entries stand on events, not the other way round

        first = models.Prefetch("entries", ContestEntry.objects.public().in_order().for_page()[:most], to_attr="first_entries")
        recorded = models.Count("entries", filter=Q(entries__state=State.PUBLISHED))
        return self.select_related("became").prefetch_related(first).annotate(recorded=recorded)

    def next_up(self, now, *, most=4):
        """Return the public events that come next and go ahead, as the blocks of other pages show them."""
        return self.published().coming(now.date()).going_ahead().for_list()[:most].as_of(now)


class Event(Publishable):
    """Something announced under an action line: when, where, for how many, and whether one may still register."""

    children: ClassVar[tuple[str, ...]] = ("hosts", "sessions")
    dependants: ClassVar[tuple[str, ...]] = ("working_copy", "moved_from", "entries")
    operations: ClassVar[tuple[str, ...]] = (
        "capacity", "registration_opens_at", "registration_closes_at", "cancelled_at", "cancelled_because", "became",
    )  # fmt: skip
    becomes: ClassVar[str] = "became"
    checks: ClassVar[str] = "events.rules.broken_rules"

    title = models.CharField("名称", max_length=80, help_text="例如：壹日读书会第24期")
    slug = models.SlugField("网址用名", max_length=100, help_text="拼音小写，定下后不再改。", blank=True)
    kind = models.CharField("类型", max_length=12, choices=Work, default=Work.OTHER)
    line = models.ForeignKey(ActionLine, models.PROTECT, related_name="events", verbose_name="行动")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="events", verbose_name="品牌项目")
    number = models.PositiveIntegerField("第几期（届）", null=True, blank=True)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期")
    precision = models.CharField("日期准到", max_length=8, choices=DATED, default=Precision.DAY)
    begins_at = models.TimeField("几点开始", null=True, blank=True)
    closes_at = models.TimeField("几点结束", null=True, blank=True)
    venue = models.CharField("地点", max_length=60, blank=True, help_text="例如：文化礼堂二楼")
    community = models.ForeignKey(Community, models.PROTECT, null=True, blank=True, related_name="events", verbose_name="社区")
    summary = models.CharField("一句话", max_length=120, blank=True)
    body = RichTextField("正文", blank=True, max_length=20000, help_text="可以直接从 Word、微信粘贴，格式会自动整理。")
    source = models.CharField("来源", max_length=60, blank=True, help_text="谁最先发布，例如：浙江统战")
    is_example = models.BooleanField("示例", default=False, help_text="演示用的预告，页面注明“示例”。")

    capacity = models.PositiveIntegerField("名额", null=True, blank=True, help_text="不限的不填。")
    registration_opens_at = models.DateTimeField("报名开始", null=True, blank=True)
    registration_closes_at = models.DateTimeField("报名截止", null=True, blank=True)
    cancelled_at = models.DateTimeField("取消时间", null=True, blank=True, editable=False)
    cancelled_because = models.CharField("取消的原因", max_length=200, blank=True, editable=False)
    became = models.ForeignKey(Activity, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="办结为活动", editable=False)

    objects = EventQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Publishable.Meta):
        verbose_name = verbose_name_plural = "预告"
        indexes = [models.Index(fields=["state", "starts_on", "id"], name="event_coming"), models.Index(fields=["state", "-ends_on", "-id"], name="event_past")]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["slug"], condition=Q(revises=None), name="event_slug_once"),
            models.UniqueConstraint(fields=["became"], condition=Q(became__isnull=False), name="event_becomes_an_activity_of_its_own"),
            models.CheckConstraint(condition=Q(kind__in=Work.values), name="event_kind_is_known"),
            models.CheckConstraint(condition=Q(precision__in=[code for code, _ in DATED]), name="event_precision_is_known"),
            models.CheckConstraint(condition=~Q(title=""), name="event_has_a_title"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="event_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(starts_on__lt=F("ends_on")) | Q(begins_at=None) | Q(closes_at=None) | Q(closes_at__gte=F("begins_at")),
                name="event_closes_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(number=None) | Q(number__gte=1, programme__isnull=False), name="event_number_within_a_programme"),
            models.CheckConstraint(condition=Q(capacity=None) | Q(capacity__gte=1), name="event_capacity_is_a_number"),
            models.CheckConstraint(
                condition=Q(registration_opens_at=None) | Q(registration_closes_at=None) | Q(registration_closes_at__gt=F("registration_opens_at")),
                name="event_registration_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_because="") | (Q(cancelled_at__isnull=False) & ~Q(cancelled_because="")),
                name="event_cancelled_says_why",
            ),
            models.CheckConstraint(condition=Q(cancelled_at=None) | Q(became=None), name="event_cancelled_becomes_nothing"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("events:event-detail", args=[self.slug])

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = self.slug_of_its_own()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "slug"}
        super().save(*args, **kwargs)

    def slug_of_its_own(self):
        """Return an address made from the title that no other event has."""
        return free_slug(self.title, Event.objects.originals().exclude(pk=self.pk), otherwise="yu-gao", most=80, reserved=RESERVED)

    def state_at(self, now):
        """Return where the event stands at a moment (aware, in the portal's time zone)."""
        today = now.date()
        if self.cancelled_at:
            return EventState.CANCELLED
        if self.ends_on < today or (self.ends_on == today and self.closes_at and self.closes_at < now.time()):
            return EventState.OVER
        if self.has_its_day and (self.starts_on < today or (self.starts_on == today and (self.begins_at is None or self.begins_at <= now.time()))):
            return EventState.ONGOING
        opens, closes = self.registration_opens_at, self.registration_closes_at
        if (opens or closes) and (opens is None or opens <= now) and (closes is None or now < closes):
            return EventState.REGISTERING
        return EventState.ANNOUNCED

    @property
    def has_its_day(self):
        """Whether the day is fixed, not only the month or the year."""
        return self.precision == Precision.DAY

    @property
    def is_contest(self):
        return self.kind == Work.CONTEST

    @property
    def is_cancelled(self):
        return self.cancelled_at is not None

    @property
    def spoken_days(self):
        """The days in words: 2026年12月5日, 2026年12月5日至2026年12月6日, 2026年12月."""
        return days.in_words(self.starts_on, self.ends_on, self.precision)

    @property
    def spoken_hours(self):
        """The hours in words: 14:30—16:00, 14:30起; nothing where none is known."""
        return hours_in_words(self.begins_at, self.closes_at)

    @property
    def spoken_place(self):
        """Where, as a reader finds it: the community and the venue in it."""
        community = str(self.community or "")
        return self.venue if community and self.venue.startswith(community) else "·".join(filter(None, (community, self.venue)))

    @property
    def spoken_registration(self):
        """The registration window in words; nothing where there is none."""
        opens, closes = (_moment(at) if at else "" for at in (self.registration_opens_at, self.registration_closes_at))
        if opens and closes:
            return f"{opens}至{closes}"
        return f"{opens}起" if opens else f"{closes}截止" if closes else ""


def hours_in_words(begins, closes):
    if begins and closes:
        return f"{begins:%H:%M}—{closes:%H:%M}"
    return f"{begins:%H:%M}起" if begins else f"{closes:%H:%M}止" if closes else ""


def _moment(at):
    at = localtime(at)
    return f"{at.year}年{at.month}月{at.day}日{at:%H:%M}"


class EventHost(models.Model):
    """A unit that holds, undertakes or assists an event."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="hosts", verbose_name="预告")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="hosting", verbose_name="单位")
    role = models.CharField("角色", max_length=10, choices=HostRole, default=HostRole.HOST)
    position = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        constraints = [
            models.UniqueConstraint(fields=["event", "unit", "role"], name="event_host_once_in_a_role"),
            models.CheckConstraint(condition=Q(role__in=HostRole.values), name="event_host_role_is_known"),
        ]

    def __str__(self):
        return f"{self.get_role_display()} {self.unit}"


class Session(models.Model):
    """One part of an event: what, on which day, from when to when, where."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions", verbose_name="预告")
    title = models.CharField("内容", max_length=80, help_text="例如：开幕式")
    held_on = models.DateField("日期")
    begins_at = models.TimeField("几点开始", null=True, blank=True)
    closes_at = models.TimeField("几点结束", null=True, blank=True)
    venue = models.CharField("地点", max_length=60, blank=True)
    position = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "场次"
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="session_has_a_title"),
            models.CheckConstraint(condition=Q(begins_at=None) | Q(closes_at=None) | Q(closes_at__gte=F("begins_at")), name="session_closes_after_it_begins"),
        ]

    def __str__(self):
        return self.title

    @property
    def spoken_hours(self):
        return hours_in_words(self.begins_at, self.closes_at)
