"""Filters of a list as choices in one row above it: they work without a script."""

from django.contrib.admin import SimpleListFilter

from ..models import State


class Choice(SimpleListFilter):
    """One choice among a few; what is none of them is no filter."""

    template = "admin/choice.html"

    def value(self):
        value = super().value()
        return value if value in {str(code) for code, _ in self.lookup_choices} else None

    def has_output(self):
        return True

    def choices(self, changelist):
        """Yield every choice with its value, so that the row is one form."""
        yield {"value": "", "display": "全部", "selected": self.value() is None}
        for code, words in self.lookup_choices:
            yield {"value": code, "display": words, "selected": self.value() == str(code)}

    def queryset(self, request, queryset):
        return queryset if self.value() is None else self.narrow(queryset, self.value())

    def narrow(self, queryset, value):
        """Return the rows that fit the choice; subclasses say which."""
        return queryset.filter(**{self.parameter_name: value})


class StateFilter(Choice):
    title, parameter_name = "状态", "state"
    REVISING = "revising"

    def lookups(self, request, model_admin):
        shown = (State.DRAFT, State.THIRD, State.RETURNED, State.PUBLISHED, State.WITHDRAWN)
        return [*((state.value, state.label) for state in shown), (self.REVISING, "修订中")]

    def narrow(self, queryset, value):
        return queryset.filter(revises__isnull=False) if value == self.REVISING else queryset.filter(state=value)


class MineFilter(Choice):
    title, parameter_name = "谁录入", "mine"

    def lookups(self, request, model_admin):
        self.user = request.user
        return [(1, "我录入的")]

    def narrow(self, queryset, value):
        return queryset.filter(created_by=self.user)
