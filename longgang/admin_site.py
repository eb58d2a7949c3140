"""The portal's own admin site: Django's admin as a workbench, in Chinese, light only."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from members.forms import OwnPasswordForm, SignInForm
from publishing import carrying

from .doors import sign_in_and_go_on, signed_in_with
from .guide.views import guide
from .workbench import workbench_for

#: What the head of the workbench may show, by group: label, permission, name of the address, what is asked of it. The first group stands open.
NAV = {
    "": (
        ("进展看板", "actions.view_activity", "dashboard:board", ""),
        ("活动", "actions.view_activity", "admin:actions_activity_changelist", ""),
        ("累计情况", "actions.view_activity", "admin:actions_activity_changelist", "?kind=summary"),
        ("从文章录入", "actions.add_activity", "admin:actions_article_changelist", ""),
        ("结对", "members.view_pairing", "admin:members_pairing_changelist", ""),
        ("建言", "actions.view_proposal", "admin:actions_proposal_changelist", ""),
        ("预告", "events.view_event", "admin:events_event_changelist", ""),
        ("参赛作品", "events.view_contestentry", "admin:events_contestentry_changelist", ""),
        ("页面", "portal.view_page", "admin:portal_page_changelist", ""),
    ),
    "名册": (
        ("会员", "members.view_member", "admin:members_member_changelist", ""),
        ("单位", "members.view_unit", "admin:members_unit_changelist", ""),
        ("社区", "members.view_community", "admin:members_community_changelist", ""),
        ("派驻", "members.view_posting", "admin:members_posting_changelist", ""),
    ),
    "台账": (
        ("品牌项目", "actions.view_programme", "admin:actions_programme_changelist", ""),
        ("目标", "actions.view_target", "admin:actions_target_changelist", ""),
        ("指标", "actions.view_indicator", "admin:actions_indicator_changelist", ""),
        ("行动", "actions.view_actionline", "admin:actions_actionline_changelist", ""),
    ),
    "管理": (
        ("外链", "publishing.view_outsidelink", "admin:publishing_outsidelink_changelist", ""),
        ("用户", "members.view_user", "admin:members_user_changelist", ""),
        ("锁定", "members.view_lock", "admin:members_lock_changelist", ""),
        ("留痕", "publishing.view_trace", "admin:publishing_trace_changelist", ""),
    ),
}


class PortalAdminSite(AdminSite):
    """The staff's side of the portal."""

    site_header = index_title = "工作台"
    enable_nav_sidebar = False
    login_form = SignInForm
    empty_value_display = "—"

    def each_context(self, request):
        context = super().each_context(request)
        said = {"site_title": settings.SITE_NAME, "site_subtitle": settings.SITE_SUBTITLE, "idle_minutes": settings.IDLE_MINUTES}
        return context | said | {"nav": self.nav_for(request) if context["has_permission"] else []}

    def nav_for(self, request):
        """Return the head's links that this user may follow; a group with more than one of them is folded under its name."""
        shown = [{"label": "工作台", "url": reverse("admin:index"), "is_current": request.path == reverse("admin:index")}]
        for group, links in NAV.items():
            items = [self._nav_item(request, label, name, asks) for label, permission, name, asks in links if request.user.has_perm(permission)]
            folds = group and len(items) > 1
            shown += [{"label": group, "folded": items, "is_current": any(item["is_current"] for item in items)}] if folds else items
        return shown

    def _nav_item(self, request, label, name, asks):
        url = reverse(name)
        summaries = request.GET.get("kind") == "summary"
        here = request.path.startswith(url) and (name != "admin:actions_activity_changelist" or bool(asks) == summaries)
        return {"label": label, "url": url + asks, "is_current": here}

    def get_urls(self):
        from publishing.admin.drafts import drafts_view  # the admin's parts cannot be imported before the site that this is

        mine = [
            path("alive/", self.admin_view(self.alive), name="alive"),
            path("guide/", self.admin_view(self.guide), name="guide"),
            path("guide/<slug:code>/", self.admin_view(self.guide), name="guide-role"),
            path("drafts/", require_http_methods(["GET", "POST"])(drafts_view), name="drafts"),
        ]
        return [*mine, *super().get_urls()]

    def guide(self, request, code=""):
        """Show the guide: the chapter of a role, the reader's own where none is named."""
        return guide(request, self.each_context(request), code)

    def alive(self, request):
        """Answer nothing: that somebody types was written down at the door."""
        return HttpResponse(status=204)

    def login(self, request, extra_context=None):
        """Let somebody in, and back to the form they had filled in when their session ended."""
        packed = request.POST.get(carrying.KEY, "")
        carried = carrying.unpack(packed)
        if "again" in request.POST:
            return (carried and sign_in_and_go_on(request, packed)) or redirect("admin:login")
        response = super().login(request, (extra_context or {}) | {"carried": packed if carried else ""})
        if carried and response.status_code == 302 and request.user.is_authenticated:
            return signed_in_with(request, carried, response)
        return response

    def index(self, request, extra_context=None):
        """Show the workbench."""
        bench = workbench_for(request.user, today=timezone.localdate())
        return super().index(request, (extra_context or {}) | {"title": "工作台"} | bench)

    def password_change(self, request, extra_context=None):
        """Let somebody change their own password, traced."""
        view = PasswordChangeView.as_view(
            form_class=OwnPasswordForm,
            template_name="registration/password_change_form.html",
            success_url=reverse("admin:password_change_done"),
            extra_context=self.each_context(request) | {"is_first": request.user.needs_new_password} | (extra_context or {}),
        )
        request.current_app = self.name
        return view(request)

    def app_index(self, request, app_label, extra_context=None):
        """Lead to the workbench: staff think in things to do, not in apps."""
        return redirect("admin:index")
