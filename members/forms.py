"""Accounts: who signs in, and with which roles."""

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.forms import AdminPasswordChangeForm as AdminOwnPasswordChangeForm
from django.contrib.auth.forms import BaseUserCreationForm
from django.contrib.auth.models import Group
from django.db import transaction

from publishing.forms import SeenForm, tidy
from publishing.models import Verb
from publishing.trail import leave_trace

from .models import User
from .roles import ADMIN, BY_NAME, ROLES, is_admin


class RoleBoxes(forms.CheckboxSelectMultiple):
    """The roles with what each may do in words."""

    template_name = "admin/widgets/roles.html"

    def create_option(self, name, value, label, *args, **kwargs):
        return super().create_option(name, value, label, *args, **kwargs) | {"role": BY_NAME.get(str(label))}


def role_field():
    return forms.ModelMultipleChoiceField(
        label="角色",
        queryset=Group.objects.filter(name__in=BY_NAME),
        required=False,
        widget=RoleBoxes,
        help_text="一个人可以有几个角色；没有角色的账号不能进入工作台。",
    )


class RolesInOrder:
    """Put the roles in the order of the house."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "groups" in self.fields:
            order = [role.name for role in ROLES]
            field = self.fields["groups"]
            field.choices = sorted(field.choices, key=lambda choice: order.index(choice[1]))


def refuse_twin(form):
    """Say beside the user name that another account has it, in small letters or capitals."""
    name = form.cleaned_data.get("username")
    if name and "username" in form.fields and User.objects.filter(username__iexact=name).exclude(pk=form.instance.pk).exists():
        form.add_error("username", "已经有这个用户名（大小写不同也算），请换一个。")


class UserForm(RolesInOrder, SeenForm):
    groups = role_field()
    by = None  # who has the form before them

    class Meta:
        model = User
        fields = ("username", "name", "is_active", "groups")
        labels = {"is_active": "可以登录"}
        help_texts = {"username": "登录时用的名字，字母和数字。", "is_active": "离岗的人取消勾选，不要删除账号。"}

    def clean(self):
        cleaned = super().clean()
        refuse_twin(self)
        if self.by is not None and self.by.pk == self.instance.pk:
            self._keep_oneself_in(cleaned)
        return cleaned

    def _keep_oneself_in(self, cleaned):
        """Let nobody shut themselves out: who lets others in must be able to come back."""
        if cleaned.get("is_active") is False:
            self.add_error("is_active", "不能停用自己的账号，请另一位系统管理员来做。")
        if "groups" in cleaned and is_admin(self.by) and not any(group.name == ADMIN.name for group in cleaned["groups"]):
            self.add_error("groups", "不能去掉自己的“系统管理员”，请另一位系统管理员来做。")


class NewUserForm(RolesInOrder, BaseUserCreationForm):
    groups = role_field()

    class Meta:
        model = User
        fields = ("username", "name")
        help_texts = {"username": "登录时用的名字，字母和数字。"}

    def clean_name(self):
        return tidy(self.cleaned_data["name"])

    def clean(self):
        cleaned = super().clean()
        refuse_twin(self)
        return cleaned


class SignInForm(AdminAuthenticationForm):
    """Signing in to the workbench; what went wrong is said without telling whether the name exists."""

    error_messages = AdminAuthenticationForm.error_messages | {
        "invalid_login": "用户名或密码不对，或者这个账号不能进入工作台。大小写要分清。",
        "inactive": "这个账号已经停用。",
    }


class OwnPasswordForm(AdminOwnPasswordChangeForm):
    """A new password for oneself, with its trace."""

    def save(self, commit=True):
        with transaction.atomic():
            self.user.must_change_password = False
            user = super().save(commit)
            leave_trace(verb=Verb.PASSWORD, subject=user, by=user)
        return user
