"""The weekly look at outside links: what answers, what does not, and what is never asked."""

import http.server
import socket
import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from publishing import jobs, reaching
from publishing.linkcheck import check_if_due, look_at
from publishing.models import Job, OutsideLink
from publishing.reaching import reach
from publishing.tasks import check_links

PUBLIC = "93.184.215.14"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.server.asked.append(f"{self.headers['Host']} {self.path}")
        status, place = self.server.answers.get(self.path, (200, None))
        self.send_response(status)
        if place:
            self.send_header("Location", place)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def web(monkeypatch):
    """A server of our own that every public name leads to; the names of the net's inside are as they are."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.answers = [], {}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found = {
        "news.example.com": [PUBLIC],
        "inside.example.com": ["10.0.0.5"],
        "both.example.com": [PUBLIC, "192.168.1.1"],
        "six.example.com": ["::ffff:127.0.0.1"],
    }

    def lookup(host, port, *args, **kwargs):
        if host in found or host.replace(".", "").isdigit() or ":" in host:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found.get(host, [host])]
        raise socket.gaierror

    connect = socket.create_connection

    def reroute(address, *args, **kwargs):
        assert address[0] == PUBLIC, f"asked {address}"
        return connect(server.server_address, *args, **kwargs)

    monkeypatch.setattr(reaching.socket, "getaddrinfo", lookup)
    monkeypatch.setattr(reaching.socket, "create_connection", reroute)
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("status", "alive"), [(200, True), (204, True), (403, True), (405, True), (404, False), (410, False), (500, False)])
def test_an_address_is_alive_by_what_it_answers(web, status, alive):
    web.answers["/a"] = (status, None)

    answer = reach("http://news.example.com/a?q=1" if status == 200 else "http://news.example.com/a")

    assert (answer.is_alive, answer.words) == (alive, str(status))
    assert web.asked == [f"news.example.com {'/a?q=1' if status == 200 else '/a'}"]


def test_redirects_are_followed_but_not_for_ever(web):
    web.answers |= {"/a": (302, "/b"), "/b": (301, "http://news.example.com/c"), "/round": (302, "/round")}

    assert reach("http://news.example.com/a").is_alive
    assert reach("http://news.example.com/round").words == "转来转去，没有到头"
    assert [asked.split()[1] for asked in web.asked[:3]] == ["/a", "/b", "/c"]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:6379/",
        "http://10.1.2.3/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://0.0.0.0/",
        "http://inside.example.com/",
        "http://both.example.com/",
        "http://six.example.com/",
    ],
)
def test_a_host_inside_the_net_is_never_asked_directly_or_by_a_redirect(web, url):
    web.answers["/a"] = (302, url)

    direct, led = reach(url), reach("http://news.example.com/a")

    assert (direct.is_alive, direct.words) == (False, "内网地址，不访问")
    assert (led.is_alive, led.words) == (False, "内网地址，不访问")
    assert web.asked == ["news.example.com /a"]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://nowhere.example.com/", "没有这个主机"),
        ("file:///etc/passwd", "网址不对"),
        ("http://[::1", "网址不对"),
        ("http://news.example.com:99999/", "网址不对"),
    ],
)
def test_what_cannot_be_asked_is_dead_in_words(web, url, words):
    assert reach(url) == reaching.Answer(False, words)


@pytest.mark.django_db
def test_what_was_found_is_written_down(web):
    web.answers["/gone"] = (404, None)
    for path in ("ok", "gone"):
        OutsideLink.objects.create(url=f"http://news.example.com/{path}", host="news.example.com")

    dead = look_at(OutsideLink.objects.order_by("pk"))

    assert [link.url for link in dead] == ["http://news.example.com/gone"]
    assert list(OutsideLink.objects.order_by("pk").values_list("result", "is_dead")) == [("200", False), ("404", True)]
    assert not OutsideLink.objects.filter(checked_at=None).exists()


@pytest.mark.django_db
def test_the_job_says_how_many_are_dead_and_leaves_out_what_is_switched_off(web, settings):
    web.answers["/gone"] = (404, None)
    OutsideLink.objects.create(url="http://news.example.com/gone", host="news.example.com")
    OutsideLink.objects.create(url="http://news.example.com/off", host="news.example.com", switched_off_at=timezone.now(), reason="坏了")
    job = jobs.enqueue(check_links, label="检查外链")

    jobs.run(job.pk)

    job.refresh_from_db()
    assert job.message == "检查了1个外链，1个打不开。"
    assert [asked.split()[1] for asked in web.asked] == ["/gone"]


@pytest.mark.django_db
def test_it_is_off_unless_set_and_then_due_once_a_week(settings):
    off = check_if_due(check_links)
    settings.CHECK_LINKS = True
    first, again = check_if_due(check_links), check_if_due(check_links)
    Job.objects.update(created_at=timezone.now() - timedelta(days=7, minutes=1))
    later = check_if_due(check_links)

    assert (off, again) == (None, None)
    assert (first is not None, later is not None) == (True, True)
    assert Job.objects.count() == 2
