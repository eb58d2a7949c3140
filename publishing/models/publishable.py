"""The base of every record that the public may come to see."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    """Where a record stands on its way to the public: the codes of the full three reviews (三审三校) from the first day."""

    DRAFT = "draft", "草稿"
    FIRST = "first", "待初审"
    SECOND = "second", "待复审"
    THIRD = "third", "待终审"
    SCHEDULED = "scheduled", "定时发布"
    PUBLISHED = "published", "已发布"
    RETURNED = "returned", "退回"
    WITHDRAWN = "withdrawn", "撤回"


#: What a person may still change in place; everything else is read-only until revised or withdrawn.
EDITABLE = (State.DRAFT, State.RETURNED, State.WITHDRAWN, State.THIRD)


class PublishableQuerySet(models.QuerySet):
    def published(self):
        """Keep what the public sees. Totals and pages start here."""
        return self.filter(state=State.PUBLISHED)

    def originals(self):
        """Leave out working copies."""
        return self.filter(revises=None)

    def awaiting(self):
        """Keep what waits for the last review."""
        return self.filter(state=State.THIRD)

    def to_go_on_with(self, user, *, publishes):
        """Keep what was returned to a user, their drafts and, for who publishes, what waits for the last review; what changed last first."""
        mine = Q(created_by=user, state__in=[State.RETURNED, State.DRAFT])
        return self.filter(mine | Q(state=State.THIRD) if publishes else mine).order_by("-changed_at", "-pk")

    def standing(self, user, *, today):
        """Return how many there are in one query: `returned` to a user and `drafts` of theirs, `waiting`, made public this `month`, `public` at all."""
        mine = Q(created_by=user)
        month = Q(state=State.PUBLISHED, published_at__year=today.year, published_at__month=today.month)
        asked = {
            "returned": mine & Q(state=State.RETURNED),
            "drafts": mine & Q(state=State.DRAFT),
            "waiting": Q(state=State.THIRD),
            "month": month,
            "public": Q(state=State.PUBLISHED),
        }
        return self.aggregate(**{name: models.Count("pk", filter=which) for name, which in asked.items()})


class Publishable(models.Model):
    """A record with a state, which is public or not, and whose published text changes only through a working copy.

    A working copy is a row of the same table that `revises` the published one. Subclasses say on themselves what publishing must know of them:
    `children`, the reverse names cloned with a working copy and moved by `replace`; `dependants`, the reverse names that stay with the record;
    `settlement`, the dotted path of a context manager `(record, by, reason, day)` that `publish`, `replace` and `withdraw` work inside;
    `checks`, the dotted path of a function that returns in Chinese what is wrong between a record and its rows, asked on every saving and publication;
    `homes`, the foreign keys by which a withdrawn record says where it moved; `operations`, the fields that act at once, without review
    (a capacity, a cancellation), and so are no content: neither cloned with a working copy nor moved by `replace`;
    `becomes`, the foreign key that names the record of another kind which this one became.
    """

    children: ClassVar[tuple[str, ...]] = ()
    dependants: ClassVar[tuple[str, ...]] = ()
    settlement: ClassVar[str] = ""
    checks: ClassVar[str] = ""
    homes: ClassVar[tuple[str, ...]] = ("moved_to",)
    operations: ClassVar[tuple[str, ...]] = ()
    becomes: ClassVar[str] = ""

    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT, editable=False)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    revises = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="working_copy", verbose_name="修订自", editable=False)
    reason = models.CharField("修订或撤回的理由", max_length=200, blank=True, editable=False)
    moved_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="moved_from", verbose_name="移至", editable=False)
    created_at = models.DateTimeField("录入时间", auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="录入人", editable=False)
    changed_at = models.DateTimeField("改动时间", auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="改动人", editable=False)
    first_published_at = models.DateTimeField("首次发布", null=True, blank=True, editable=False)
    published_at = models.DateTimeField("发布时间", null=True, blank=True, editable=False)

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "publish")
        constraints = [
            models.CheckConstraint(
                condition=Q(revises=None) | ~Q(state__in=[State.PUBLISHED, State.WITHDRAWN, State.SCHEDULED]),
                name="%(app_label)s_%(class)s_copy_is_never_public",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="%(app_label)s_%(class)s_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(published_at__isnull=False, first_published_at__isnull=False),
                name="%(app_label)s_%(class)s_published_has_its_time",
            ),
        ]

    @property
    def is_public(self):
        return self.state == State.PUBLISHED

    @property
    def is_copy(self):
        return self.revises_id is not None

    @property
    def was_public(self):
        """Whether this record has an address that the public may have kept."""
        return self.first_published_at is not None

    @property
    def is_editable(self):
        """Whether the row itself may be changed: never while the public sees it."""
        return self.state in EDITABLE

    @property
    def new_home(self):
        """The public record that this one moved to; None where there is none (any more)."""
        return next((home for name in self.homes if (home := getattr(self, name)) is not None and home.is_public), None)
