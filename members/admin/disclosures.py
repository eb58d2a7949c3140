"""What of a member is public, field by field: given a basis, and taken back at once (design 6)."""

from django.contrib import messages
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from publishing.services import Refused

from ..basis import BASIS_FIELDS, basis_in_words
from ..disclosure_forms import DiscloseForm, fields_of
from ..enums import MemberField
from ..models import Disclosure, Member
from ..services import disclose, withdraw_all_disclosures, withdraw_disclosure

GROUND = (None, {"fields": ("fields_shown", BASIS_FIELDS)})


class DisclosuresView:
    """Pages beside the member's form: let fields be public, take one or all of them back."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/disclose/", view(self.disclose_view), name="members_member_disclose"),
            path("<int:pk>/withdraw-all/", view(self.withdraw_all_view), name="members_member_undisclose_all"),
            path("disclosures/<int:pk>/withdraw/", view(self.withdraw_view), name="members_member_undisclose"),
            *super().get_urls(),
        ]

    def public_state(self, request, member):
        """Return what the form shows of the member's disclosures: each field with its basis, and those taken back."""
        rows = list(member.disclosures.select_related("recorded_by").order_by("-recorded_at", "-pk"))
        in_force = {row.field: row for row in rows if row.in_force}
        return {
            "fields": [
                {"code": field.value, "label": field.label, "value": value, "row": in_force.get(field), "said": says(in_force.get(field))}
                for field, value in fields_of(member)
            ],
            "withdrawn": [{"label": row.get_field_display(), "said": ground_of(row), "at": row.withdrawn_at} for row in rows if row.withdrawn_at],
            "may_add": request.user.has_perm("members.add_disclosure"),
            "may_withdraw": request.user.has_perm("members.change_disclosure"),
            "is_public": bool(in_force),
            "has_page": MemberField.NAME in in_force,
        }

    def disclose_view(self, request, pk):
        """Ask which fields and on what ground, then let them be public together."""
        if not request.user.has_perm("members.add_disclosure"):
            raise PermissionDenied
        member = get_object_or_404(Member.objects.select_related("unit"), pk=pk)
        shown = set(member.disclosures.in_force().values_list("field", flat=True))
        choices = [(field, f"{field.label}：{value[:40]}") for field, value in fields_of(member) if value and field not in shown]
        asked = request.GET.get("field")
        form = DiscloseForm(request.POST or None, choices=choices, initial={"fields_shown": [asked] if asked else []})
        if request.method == "POST" and form.is_valid():
            try:
                with transaction.atomic():
                    for field in form.cleaned_data["fields_shown"]:
                        disclose(member=member, field=field, by=request.user, **form.ground())
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"“{member}”的{len(form.cleaned_data['fields_shown'])}项已经公开。")
                return redirect(self.member_url(member))
        adminform = AdminForm(form, [GROUND], {})
        context = self.page(request, member, f"公开什么：{member}") | {
            "form": form,
            "adminform": adminform,
            "choices": choices,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/members/member/disclose.html", context)

    def withdraw_view(self, request, pk):
        row = get_object_or_404(Disclosure.objects.select_related("member"), pk=pk)
        what = f"“{row.member}”的{row.get_field_display()}"
        return self.take_back(request, row.member, what, lambda: withdraw_disclosure(disclosure=row, by=request.user))

    def withdraw_all_view(self, request, pk):
        member = get_object_or_404(Member, pk=pk)
        return self.take_back(request, member, f"“{member}”的全部内容", lambda: withdraw_all_disclosures(member=member, by=request.user))

    def take_back(self, request, member, what, withdraw):
        """Ask on GET, take back on POST; what was taken back meanwhile is said so."""
        if not request.user.has_perm("members.change_disclosure"):
            raise PermissionDenied
        if request.method == "POST":
            try:
                withdraw()
                messages.success(request, f"{what}已从公开页面撤下。")
            except Refused as refusal:
                messages.warning(request, str(refusal))
            return redirect(self.member_url(member))
        return TemplateResponse(request, "admin/members/member/undisclose.html", self.page(request, member, f"撤回公开：{member}") | {"what": what})

    def page(self, request, member, title):
        return {**self.admin_site.each_context(request), "title": title, "opts": self.opts, "member": member, "back_url": self.member_url(member)}

    def member_url(self, member):
        return reverse("admin:members_member_change", args=[member.pk])


def ground_of(row):
    """Return a row's basis without saying whether it still holds."""
    return basis_in_words(Disclosure(**{name: getattr(row, name) for name in BASIS_FIELDS}))


def says(row):
    return basis_in_words(row) if row else "不公开"
