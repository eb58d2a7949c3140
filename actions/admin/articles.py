"""录入助手: a report is pasted in, its numbers are gone through beside its words, and drafts are made of what was confirmed."""

import json

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_POST

from members.roles import is_publisher, may_edit
from publishing import carrying
from publishing.services import Refused

from .. import articles
from ..article_desk import Desk, as_shown, changes, with_moves
from ..article_forms import HeadForm, is_name_of_a_field
from ..bylines import source_in
from ..models import Article
from ..paste_form import PasteForm
from .entered import EnteredView
from .reading_desk import ReadingDesk

PER_PAGE = 20
LONGEST_CHOICE = 1000


@admin.register(Article)
class ArticleAdmin(ReadingDesk, EnteredView, admin.ModelAdmin):
    """Not a list of rows to edit, but a box, a desk and what was made of it; open to those who enter, each article to its own and to 终审."""

    def has_module_permission(self, request):
        """Whether it is listed: asked on every page of the admin, so of what is known already; each view asks for the role itself."""
        return request.user.has_perm("actions.add_activity")

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission

    def get_urls(self):
        def mine(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=f"actions_article_{name}")

        return [
            mine("", self.paste_view, "changelist"),
            mine("<int:pk>/", self.desk_view, "change"),
            mine("<int:pk>/choices/", require_POST(self.choices_view), "choices"),
            mine("<int:pk>/entered/", self.entered_view, "entered"),
            mine("<int:pk>/delete/", self.delete_article_view, "delete"),
        ]

    def article_for(self, request, pk):
        """Return an article that this person may open; another's is not there."""
        if not may_edit(request.user):
            raise PermissionDenied
        article = Article.objects.open_to(request.user, publishes=is_publisher(request.user)).select_related("created_by").filter(pk=pk).first()
        if article is None:
            raise Http404("没有这篇文章")
        return article

    def page(self, request, name, context, status=200):
        context = self.admin_site.each_context(request) | {"opts": self.opts, "media": self.media} | context
        return TemplateResponse(request, f"admin/actions/article/{name}.html", context, status=status)

    # ---- the box

    def paste_view(self, request):
        """Take a text in, and list one's own articles."""
        if not may_edit(request.user):
            raise PermissionDenied
        if set(request.GET) - {"p", "e"}:
            return redirect(f"{request.path}?e=1")  # as the admin's own lists answer what nobody may ask
        carried = carrying.take_up(request)
        form = PasteForm(request.POST, request.FILES) if request.method == "POST" else PasteForm(initial=dict(carried.fields) if carried else None)
        if request.method == "POST" and form.is_valid():
            return self.keep(request, form.cleaned_data)
        mine = Article.objects.open_to(request.user, publishes=False).for_list()
        shown = Paginator(mine, PER_PAGE).get_page(request.GET.get("p"))
        return self.page(request, "paste", {"title": "从文章录入", "form": form, "shown": shown, "carried": carried})

    def keep(self, request, cleaned):
        text = cleaned["text"]
        article = articles.keep_article(
            text=text, name=cleaned["name"], came_as=cleaned["came_as"], published_on=cleaned["published_on"], source=source_in(text)[:60], by=request.user
        )
        return redirect("admin:actions_article_change", article.pk)

    # ---- the desk

    def desk_view(self, request, pk):
        article = self.article_for(request, pk)
        if request.method == "POST":
            return self.take(request, article)
        carried = carrying.take_up(request)
        return self.show(request, article, carried=carried)

    # ---- what is sent

    def take(self, request, article):
        """Save what was confirmed; or keep what was chosen, with all of a kind taken or left, a number taken up, or the article's day changed."""
        if "_save" in request.POST:
            return self.save(request, article)
        _, sheets, lists = self.read(article)
        data = with_moves(request.POST)
        desk = Desk(as_shown(data, sheets, article.text), lists, data=data)
        fields = self.chosen(request, article, sheets, lists) | self.all_of_a_kind(request.POST.get("_all", ""), desk)
        taken, anchor = self.taken_up(request.POST.get("_take", ""), article)
        if (at := request.POST.get("_keep", "")).isascii() and at.isdigit():
            anchor = f"#f{at[:8]}"
        head = HeadForm(request.POST, prefix="a")
        if not head.is_valid():
            return self.show(request, article, data=(desk, head))
        self.keep_chosen(request, article, head, fields, taken)
        return redirect(f"{request.get_full_path()}{anchor}")

    def chosen(self, request, article, sheets, lists):
        return changes(request.POST, sheets, article.text, lists, article.choices.get("fields", {}))

    def keep_chosen(self, request, article, head, fields, taken=()):
        """Keep what was chosen, and the article's day and source where they can be read."""
        if head.is_valid():
            articles.say_of_article(article=article, published_on=head.cleaned_data["published_on"], source=head.cleaned_data["source"])
        try:
            articles.keep_choices(article=article, fields=fields, taken=taken)
        except Refused as refusal:
            messages.error(request, str(refusal))

    def all_of_a_kind(self, asked, desk):
        """Return the boxes that 「全部」 ticks or clears: `on:all`, `off:d497` (a draft), `off:l4` (a line); what lacks its line or indicator is left."""
        how, _, which = asked.partition(":")
        if how not in ("on", "off"):
            return {}
        cards = [card for card in desk.cards if which in ("all", f"d{card.key}", f"l{card.line.number if card.line else ''}")]
        rows = [row for card in cards for row in card.rows if how == "off" or row not in card.unready]
        return {f"f{row.key}-on": "on" if how == "on" else "" for row in rows}

    def taken_up(self, asked, article):
        """Return the number that is taken up, and where the page goes on: at it, or at the one that was moved."""
        start, _, end = asked.partition("-")
        if not all(part.isascii() and part.isdigit() and len(part) < 8 for part in (start, end)) or not int(start) < int(end) <= len(article.text):
            return [], ""
        return [(int(start), int(end))], f"#f{start}"

    def save(self, request, article):
        """Enter what was confirmed, all or none; what must be put right first is said beside its field, and nothing typed is lost."""
        _, sheets, lists = self.read(article)
        data = with_moves(request.POST)
        desk = Desk(as_shown(data, sheets, article.text), lists, data=data)
        head = HeadForm(request.POST, prefix="a")
        self.keep_chosen(request, article, head, self.chosen(request, article, sheets, lists))  # whoever leaves the page finds it again
        problems = desk.problems + (0 if head.is_valid() else len(head.errors))
        if problems:
            messages.error(request, f"没有保存：有{problems}处要改，都写在栏目旁边。填的内容都还在。")
        elif not desk.drafts_to_be:
            if article.entered_at:
                return redirect("admin:actions_article_entered", article.pk)
            messages.error(request, "没有保存：一个数字也没有接受。")
        else:
            try:
                made = articles.enter_article(article=article, drafts=desk.confirmed(), by=request.user, **head.cleaned_data)
            except Refused as refusal:
                messages.error(request, f"没有保存：{refusal}")
            except IntegrityError:
                messages.error(request, "没有保存：同一时间有别人在改，或者有两处重复。请核对后再保存一次。")
            else:
                figures = article.excerpts.filter(activity__in=made).count()
                messages.success(request, f"已存为{len(made)}条草稿，{figures}个数字。" if made else "这些数字已经存过了，没有再存一遍。")
                return redirect("admin:actions_article_entered", article.pk)
        return self.show(request, article, data=(desk, head))

    def choices_view(self, request, pk):
        """Keep what was chosen since the page was opened; a message that comes late is dropped, and told so."""
        article = self.article_for(request, pk)
        try:
            serial, fields = int(request.POST.get("serial", "")), json.loads(request.POST.get("fields", ""))
        except (ValueError, RecursionError):
            return JsonResponse({"kept": False, "serial": article.serial}, status=400)
        if not isinstance(fields, dict) or not 0 < serial < 2**53:
            return JsonResponse({"kept": False, "serial": article.serial}, status=400)
        good = {name: value[:LONGEST_CHOICE] for name, value in fields.items() if isinstance(value, str) and is_name_of_a_field(name)}
        try:
            kept = articles.keep_choices(article=article, fields=good, serial=serial)
        except Refused as refusal:
            return JsonResponse({"kept": False, "serial": article.serial, "why": str(refusal)}, status=400)
        return JsonResponse({"kept": kept, "serial": article.serial})

    # ---- the end of an article

    def delete_article_view(self, request, pk):
        """Ask, then delete an article that no record hangs on."""
        article = self.article_for(request, pk)
        if request.method == "POST":
            try:
                articles.delete_article(article=article, by=request.user)
            except Refused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, f"“{article}”已删除。")
            return redirect("admin:actions_article_changelist")
        return self.page(request, "delete", {"title": "删除文章", "article": article, "drawn": article.excerpts.exists()})
