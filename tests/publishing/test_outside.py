"""Ways out of the portal: registered when something is published, asked about before they are followed, switched off at once."""

from importlib import import_module
from urllib.parse import quote

import pytest
from django.apps import apps
from django.template import Context, Template
from django.urls import reverse

from actions.models import Coverage
from members.models import User
from publishing import links, outside, services
from publishing.models import OutsideLink, Trace, Verb
from publishing.refusals import Refused
from tests.actions.factories import make_activity
from tests.desk import make_lines, make_user

pytestmark = pytest.mark.django_db
NEWS = "https://news.example.com/a?b=1&c=2"


def leave(client, url):
    return client.get(reverse("publishing:leave"), {"to": url})


def reported(*urls, **fields):
    """Return an activity, not public yet, with a report at each address."""
    activity = make_activity("一次活动", **fields)
    for place, url in enumerate(urls):
        Coverage.objects.create(activity=activity, outlet="浙江新闻客户端", title=f"报道{place}", url=url, position=place)
    return activity


def published(*urls):
    return services.publish(reported(*urls), by=make_user("publisher"))


@pytest.mark.parametrize(
    ("url", "out"),
    [
        ("https://news.example.com/", True),
        ("http://notgov.cn/", True),
        ("https://gov.cn.example.com/", True),
        ("https://user@example.com/", True),
        ("https://www.longgang.gov.cn/a", False),
        ("https://GOV.CN/", False),
        ("https://gov.cn./", False),
        ("http://127.0.0.1:8000/", False),
        ("javascript:alert(1)", False),
        ("//example.com/", False),
        ("ftp://example.com/", False),
        ("https://[::1", False),
        ("", False),
    ],
)
def test_what_leads_out_is_every_web_address_but_government_s_and_one_s_own(settings, url, out):
    settings.SITE_URL = "http://127.0.0.1:8000"

    assert outside.leads_out(url) is out


def test_a_link_out_goes_by_the_leaving_page_and_asks_no_database(django_assert_num_queries):
    template = Template("{% load outside %}{% outside url %}")

    with django_assert_num_queries(0):
        said = [template.render(Context({"url": url})) for url in (NEWS, "https://www.zj.gov.cn/x", "javascript:alert(1)", "")]

    assert said == [f"/leave/?to={quote(NEWS, safe='')}", "https://www.zj.gov.cn/x", "", ""]


def test_other_government_hosts_are_a_setting(settings):
    settings.GOVERNMENT_HOSTS = ["example.com"]

    assert outside.href(NEWS) == NEWS
    assert outside.leads_out("https://www.zj.gov.cn/x") is True


def test_publishing_registers_what_leads_out_and_a_draft_does_not(client):
    activity = reported(NEWS, "https://www.zj.gov.cn/x", "")
    before = leave(client, NEWS).status_code

    services.publish(activity, by=make_user("publisher"))

    assert before == 404
    assert list(OutsideLink.objects.values_list("url", "host")) == [(NEWS, "news.example.com")]
    assert leave(client, NEWS).status_code == 200


def test_a_revision_registers_what_it_brings_and_keeps_what_is_known():
    activity = published(NEWS)
    first = OutsideLink.objects.get()
    copy = services.revise(activity, reason="补报道", by=make_user("publisher"))
    copy.coverage.create(outlet="某网", url="https://b.example.net/")

    services.replace(copy, by=make_user("publisher"))

    assert set(OutsideLink.objects.values_list("url", flat=True)) == {NEWS, "https://b.example.net/"}
    assert OutsideLink.objects.get(url=NEWS) == first


def test_what_was_published_before_the_table_was_there_is_registered_by_the_migration():
    published(NEWS)
    reported("https://draft.example.com/")
    OutsideLink.objects.all().delete()

    import_module("actions.migrations.0007_register_outside_links").register(apps, None)

    assert OutsideLink.objects.get().url == NEWS


def test_the_activity_s_page_leads_to_the_leaving_page_which_leads_out(client):
    activity = published(NEWS, "https://www.zj.gov.cn/x")

    page = client.get(activity.get_absolute_url()).content.decode()
    leaving = leave(client, NEWS)

    assert f'href="/leave/?to={quote(NEWS, safe="")}"' in page
    assert 'href="https://www.zj.gov.cn/x"' in page
    assert 'href="https://news.example.com' not in page
    said = leaving.content.decode()
    assert "您访问的链接即将离开本网站，是否继续？" in said
    assert 'href="https://news.example.com/a?b=1&amp;c=2" rel="noopener noreferrer nofollow"' in said
    assert "sessionid" not in leaving.cookies and "csrftoken" not in leaving.cookies


@pytest.mark.parametrize(
    "to",
    ["", "https://evil.example.org/", "//evil.example.org", "javascript:alert(1)", "\0", "https://news.example.com/" + "a" * 9000, NEWS + "&d=3", NEWS.upper()],
)
def test_it_is_no_open_redirect(client, to):
    published(NEWS)

    answer = leave(client, to)

    assert answer.status_code == 404
    assert "没有登记这个链接" in answer.content.decode()
    assert "evil" not in answer.content.decode().split("<main")[1].split("</main>")[0]


def test_the_leaving_page_is_only_read(client):
    published(NEWS)

    assert client.post(reverse("publishing:leave") + f"?to={quote(NEWS)}").status_code == 405


def test_a_link_switched_off_leads_nowhere_at_the_next_request_and_on_again(client):
    published(NEWS)
    link, admin = OutsideLink.objects.get(), make_user("admin")

    links.switch_off(link, reason="域名换了主人", by=admin)
    off = leave(client, NEWS)
    links.switch_on(link, by=admin)
    on = leave(client, NEWS)

    assert (off.status_code, on.status_code) == (410, 200)
    assert "这个链接已停用" in off.content.decode()
    assert NEWS.split("?")[0] + '"' not in off.content.decode()
    assert list(Trace.objects.filter(by=admin).order_by("pk").values_list("verb", flat=True)) == [Verb.SWITCHED_OFF, Verb.SWITCHED_ON]


def test_switching_off_asks_why_and_neither_is_done_twice():
    published(NEWS)
    link, admin = OutsideLink.objects.get(), make_user("admin")

    with pytest.raises(Refused, match="理由"):
        links.switch_off(link, reason=" ", by=admin)
    with pytest.raises(Refused, match="没有停用"):
        links.switch_on(link, by=admin)
    links.switch_off(link, reason="坏了", by=admin)
    with pytest.raises(Refused, match="已经停用"):
        links.switch_off(link, reason="坏了", by=admin)


@pytest.mark.parametrize("role", ["publisher", "admin"])
def test_who_keeps_the_links_switches_one_off_from_the_list(client, role):
    make_lines()
    published(NEWS)
    link, user = OutsideLink.objects.get(), make_user(role)
    client.force_login(user)

    listed = client.get(reverse("admin:publishing_outsidelink_changelist")).content.decode()
    address = reverse("admin:publishing_outsidelink_switch-off", args=[link.pk])
    asked = client.get(address)
    empty = client.post(address, {"reason": ""})
    done = client.post(address, {"reason": "域名换了主人"})

    assert f'href="{address}"' in listed
    assert (asked.status_code, empty.status_code, done.status_code) == (200, 200, 302)
    link.refresh_from_db()
    assert (link.is_open, link.switched_off_by, link.reason) == (False, user, "域名换了主人")


def test_an_editor_switches_nothing(client):
    published(NEWS)
    client.force_login(make_user("editor"))
    link = OutsideLink.objects.get()

    answers = [client.post(reverse("admin:publishing_outsidelink_switch-off", args=[link.pk]), {"reason": "x"}).status_code]
    answers.append(client.get(reverse("admin:publishing_outsidelink_changelist")).status_code)

    assert answers == [403, 403]
    link.refresh_from_db()
    assert link.is_open


def test_dead_links_stand_on_the_workbench_of_who_can_mend_them(client):
    make_lines()
    published(NEWS)
    client.force_login(make_user("publisher"))
    before = client.get(reverse("admin:index")).content.decode()

    OutsideLink.objects.update(is_dead=True)
    after = client.get(reverse("admin:index")).content.decode()
    client.force_login(make_user("editor"))
    editors = client.get(reverse("admin:index")).content.decode()

    assert ("外链打不开" in before, "1个外链打不开" in after, "外链打不开" in editors) == (False, True, False)
    assert User.objects.count() > 1


def test_a_link_in_a_body_is_registered_when_it_is_published_and_leads_by_the_leaving_page(client):
    activity = make_activity("技术培训", body=f'<p>见<a href="{NEWS.replace("&", "&amp;")}">报道</a>和<a href="https://www.longgang.gov.cn/a">通知</a></p>')
    services.publish(activity, by=make_user("publisher"))

    page = client.get(activity.get_absolute_url()).content.decode()

    assert list(OutsideLink.objects.values_list("url", flat=True)) == [NEWS]
    assert f'<a href="/leave/?to={quote(NEWS, safe="")}">报道</a>' in page
    assert '<a href="https://www.longgang.gov.cn/a">通知</a>' in page
    assert leave(client, NEWS).status_code == 200
