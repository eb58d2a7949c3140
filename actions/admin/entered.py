"""What was made of an article, and handing in or publishing it in one go."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.shortcuts import redirect
from django.urls import reverse

from members.roles import is_publisher
from publishing.models import State
from publishing.services import Refused, publish, submit

from ..models import Activity

PER_PAGE = 50
MOST = 200
ACTS = {"_submit": ("提交", submit), "_publish": ("发布", publish)}


class EnteredView:
    """A page beside the desk: every record drawn from the article, with where it stands."""

    def entered_view(self, request, pk):
        article = self.article_for(request, pk)
        drawn = Activity.objects.drawn_from(article)
        if request.method == "POST":
            return self.hand_on(request, article, drawn)
        publishes = is_publisher(request.user)
        shown = Paginator(drawn.with_figures(), PER_PAGE).get_page(request.GET.get("p"))
        context = {
            "title": "从文章录入的草稿",
            "article": article,
            "shown": shown,
            "publishes": publishes,
            "to_submit": self.waiting(drawn, "_submit").count(),
            "to_publish": self.waiting(drawn, "_publish").count() if publishes else 0,
        }
        return self.page(request, "entered", context)

    def waiting(self, drawn, button):
        """Return the records that a verb may be done to."""
        states = [State.DRAFT, State.RETURNED] if button == "_submit" else [State.DRAFT, State.THIRD, State.RETURNED]
        return drawn.filter(state__in=states, first_published_at=None)

    def hand_on(self, request, article, drawn):
        """Do a verb to each record in a transaction of its own, and say which were refused, and why."""
        button = next((button for button in ACTS if button in request.POST), None)
        if button is None or (button == "_publish" and not is_publisher(request.user)):
            raise PermissionDenied
        label, service = ACTS[button]
        done = refused = 0
        for activity in self.waiting(drawn, button)[:MOST]:
            try:
                service(activity, by=request.user)
                done += 1
            except Refused as refusal:
                refused += 1
                messages.error(request, f"“{activity}”没有{label}：{refusal}")
            except IntegrityError:
                refused += 1
                messages.error(request, f"“{activity}”没有{label}：同一时间有别人在改，请再试一次。")
        if done:
            messages.success(request, f"已{label}{done}条。")
        if left := self.waiting(drawn, button).count() - refused:
            messages.info(request, f"一次{label}{MOST}条，还有{left}条，再按一次接着{label}。")
        return redirect(reverse("admin:actions_article_entered", args=[article.pk]))
