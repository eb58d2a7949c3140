"""Accounts and roles as 系统管理员 keeps them."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.contrib.auth.models import Group

from publishing.admin import KeptAdmin
from publishing.admin.filters import Choice
from publishing.models import Verb

from ..forms import NewUserForm, UserForm
from ..locks import forget_failures_of
from ..models import User
from ..roles import BY_NAME, ROLES

admin.site.unregister(Group)


class RoleFilter(Choice):
    title, parameter_name = "角色", "role"

    def lookups(self, request, model_admin):
        return [(role.code, role.name) for role in ROLES]

    def narrow(self, queryset, value):
        return queryset.filter(groups__name=next(role.name for role in ROLES if role.code == value))


class PasswordForm(AdminPasswordChangeForm):
    """A new password for somebody else; an account without one is shut by 「可以登录」 instead."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)
        self.fields["password1"].required = self.fields["password2"].required = True

    def save(self, commit=True):
        self.user.must_change_password = True
        forget_failures_of(self.user)
        return super().save(commit)


@admin.register(User)
class UserAdmin(KeptAdmin, StockUserAdmin):
    form, add_form, change_password_form = UserForm, NewUserForm, PasswordForm
    keeps_drafts = False  # a form with passwords is kept nowhere
    fieldsets = ((None, {"fields": ("username", "name", "is_active")}), ("权限", {"fields": ("groups",)}))
    add_fieldsets = ((None, {"fields": ("username", "name", "password1", "password2")}), ("权限", {"fields": ("groups",)}))
    list_display = ("username", "name", "roles_shown", "may_sign_in", "last_login")
    list_filter = (RoleFilter,)
    search_fields = ("username", "name")
    ordering = ("username",)
    filter_horizontal = ()
    add_form_template = None  # the stock one begins with a sentence that nobody put into Chinese

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.by = request.user
        return form

    @admin.display(description="角色")
    def roles_shown(self, user):
        return "、".join(sorted((group.name for group in user.groups.all() if group.name in BY_NAME), key=list(BY_NAME).index)) or "—"

    @admin.display(description="登录", ordering="is_active")
    def may_sign_in(self, user):
        return ("可以登录，待改初始密码" if user.must_change_password else "可以登录") if user.is_active else "已停用"

    def has_change_permission(self, request, obj=None):
        """Keep whoever stands above all roles out of the hands of those who stand in one."""
        return super().has_change_permission(request, obj) and (obj is None or not obj.is_superuser or request.user.is_superuser)

    def save_model(self, request, obj, form, change):
        roles = {group.name for group in form.cleaned_data.get("groups", ())}
        obj.is_staff = obj.is_superuser or any(BY_NAME[name].opens_workbench for name in roles)
        obj.must_change_password = obj.must_change_password or not change
        super().save_model(request, obj, form, change)
        if "groups" in form.changed_data or "is_active" in form.changed_data:
            self.trace(request, obj, Verb.PERMITTED, ["groups", "is_active"])

    def log_change(self, request, obj, message):
        """Trace a password set for somebody else, which the stock view reports here alone."""
        if message == self._password_words:
            self.trace(request, obj, Verb.PASSWORD)

    @property
    def _password_words(self):
        return [{"changed": {"fields": ["password"]}}]

    def construct_change_message(self, request, form, formsets, add=False):
        if isinstance(form, PasswordForm):
            return self._password_words
        return super().construct_change_message(request, form, formsets, add)
