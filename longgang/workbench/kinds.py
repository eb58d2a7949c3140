"""The kinds of records that staff enter, as the workbench meets them."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.urls import reverse

from publishing.models import Publishable

#: The order in which kinds are named; one that is not here comes last.
ORDER = ("actions.activity", "members.pairing", "actions.proposal", "events.event", "events.contestentry", "portal.page")


@dataclass(frozen=True)
class Kind:
    """One kind of record with its admin, which knows how to list, open and judge it."""

    desk: Any  # an EntryAdmin, which cannot be imported before the site that this is a part of
    may_add: bool

    @property
    def records(self):
        return self.desk.model._default_manager.all()

    @property
    def name(self):
        return str(self.desk.opts.verbose_name)

    @property
    def add_url(self):
        return reverse(f"admin:{self.desk.opts.app_label}_{self.desk.opts.model_name}_add")

    def list_url(self, **asked):
        """Return the address of the list, narrowed."""
        return listed(self.desk.model, **asked)


def listed(model, **asked):
    """Return the address of a model's list at the desk, narrowed."""
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{url}?{urlencode(asked)}" if asked else url


def kinds_for(user, site):
    """Return the kinds of records that a user may see, in the order in which they are named."""
    models = [model for model in apps.get_models() if issubclass(model, Publishable) and site.is_registered(model)]
    models.sort(key=lambda model: ORDER.index(model._meta.label_lower) if model._meta.label_lower in ORDER else len(ORDER))
    return [Kind(site.get_model_admin(model), user.has_perm(_right("add", model))) for model in models if user.has_perm(_right("view", model))]


def _right(verb, model):
    return f"{model._meta.app_label}.{verb}_{model._meta.model_name}"
