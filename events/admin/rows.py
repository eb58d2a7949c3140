"""The rows under an event: who holds it, and its sessions."""

from actions.row_forms import HostFormSet
from publishing.admin import KeptInline

from ..forms import EventHostForm, SessionForm, SessionFormSet
from ..models import EventHost, Session


class HostRows(KeptInline):
    model, form, formset = EventHost, EventHostForm, HostFormSet
    autocomplete_fields = ("unit",)
    extra = 1
    verbose_name_plural = "谁来办"
    add_text = "＋ 再加一个单位"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("unit")


class SessionRows(KeptInline):
    model, form, formset = Session, SessionForm, SessionFormSet
    extra = 0
    verbose_name_plural = "安排"
    add_text = "＋ 再加一场"
    advice = "分几场或有几段安排的，一场写一行；办结时按场数算。只有一场的不用写。"
