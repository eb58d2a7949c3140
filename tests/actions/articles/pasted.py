"""A report as it is pasted in, and what a browser sends of its desk."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

BOX = "admin:actions_article_changelist"
TEXT = """发布时间：2022-07-20　来源：浙江统战
一是城乡共富助力行动。
7月9日，专员应吟吟在方城浦社区举办活动3场，82名居民参加培训。
五是文化教育惠民行动。
壹日读书会已办活动23场。"""


def desk_of(article):
    return reverse("admin:actions_article_change", args=[article.pk])


def sent(client, article, **changes):
    """Return what the desk's form would send if nothing were touched, but for the changes; None leaves a field out."""
    desk = client.get(desk_of(article)).context["desk"]
    data = {name: value for name, value in desk.values().items() if value}
    data["figure"] = [f"{row.found.start}:{row.found.end}:{card.key}" for card in desk.cards for row in card.rows]
    data |= {"a-published_on": "2022-07-20", "a-source": "浙江统战", "_save": "1"}
    return {name: value for name, value in (data | changes).items() if value is not None}


def start(words):
    return TEXT.index(words)


def row(words, name):
    return f"f{start(words)}-{name}"


def queries_of(client, url):
    client.get(url)  # the first request of a session writes it down
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)
