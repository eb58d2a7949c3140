"""A browser, and pages that remember what went wrong in them."""

import os
import shutil
from datetime import date
from io import StringIO
from threading import get_ident
from time import monotonic, sleep
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.signals import request_finished, request_started

from actions.models import ActionLine, Activity
from publishing import jobs
from tests.browser.desk import PASSWORD
from tests.demo import own_folder, small_pictures

__all__ = ["browser", "open_sheet", "own_folder", "quiet_server", "small_pictures", "staff"]

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright's loop runs in this thread; the ORM is used between its calls, never within
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(autouse=True)
def jobs_run_beside_the_server(settings):
    """Let threads of the server's process do what it enqueues, as with `make run`: no worker waits at the broker of a run that has one."""
    settings.REDIS_URL = ""


class Sheet:
    """One page of the browser, with what it asked for and what it complained of since it was opened last."""

    def __init__(self, page, base):
        self.page, self.base = page, base
        self.complaints, self.hosts, self.answers = [], set(), []
        page.on("console", lambda message: self.complaints.append(f"{message.text} {message.location['url']}") if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc) if request.url.startswith("http") else None)
        page.on("response", lambda answer: self.answers.append(answer))

    def open(self, path, *, settled=False):
        """Open a page; `settled` waits until nothing more is asked for."""
        self.complaints, self.hosts, self.answers = [], set(), []
        answer = self.page.goto(f"{self.base}{path}")
        if settled:
            self.page.wait_for_load_state("networkidle")
        return answer

    @property
    def weight(self):
        """Return the bytes of everything but photos, as they are before compression."""
        return sum(len(answer.body()) for answer in self.answers if answer.ok and "/photos/" not in answer.url)

    def problems(self, *, axe=True):
        """Return what no page may have, whatever it shows; axe, which takes a second, may be left out."""
        return [
            *(f"console: {complaint}" for complaint in self.complaints),
            *(f"asks {host}" for host in self.hosts - {urlsplit(self.base).netloc}),
            *(f"{over} px wider than the screen" for over in [self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")] if over > 0),
            *(f"axe {found}" for found in (self.axe() if axe else [])),
        ]

    def axe(self):
        from axe_playwright_python.sync_playwright import Axe

        # without preload axe does not fetch the style sheets anew, which the policy of the page forbids it
        found = Axe().run(self.page, options={"preload": False}).response["violations"]
        return [f"{rule['id']}: {rule['nodes'][0]['html'][:160]} ({len(rule['nodes'])})" for rule in found]


@pytest.fixture
def quiet_server(live_server):
    """Return a function that waits until the server answers nobody any more, so that the database is not emptied under a late message of a form."""
    answering = set()

    def starts(**kwargs):
        answering.add(get_ident())

    def ends(**kwargs):
        answering.discard(get_ident())

    request_started.connect(starts)
    request_finished.connect(ends)

    def wait():
        until = monotonic() + 5
        while answering and monotonic() < until:
            sleep(0.02)

    yield wait
    request_started.disconnect(starts)
    request_finished.disconnect(ends)


@pytest.fixture
def open_sheet(browser, live_server, settings, quiet_server):
    """Return a function that opens a page of a given size; each has storage and cookies of its own."""
    settings.SITE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    contexts = []

    def open_one(width=1440, height=900, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai", **options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        return Sheet(context.new_page(), live_server.url)

    yield open_one
    for context in contexts:
        context.set_offline(True)  # a page that is closed would send what was typed into it
        context.close()
    quiet_server()
    jobs.wait()


@pytest.fixture
def staff(transactional_db, small_pictures, own_folder):
    """Load the demo, give its accounts a password that the tests know, and leave one draft lying."""
    call_command("load_longgang", stdout=StringIO())
    for user in get_user_model().objects.all():
        user.set_password(PASSWORD)
        user.save()
    Activity.objects.create(line=ActionLine.objects.get(number=4), title="下个月的讲座", happened_from=date(2022, 8, 1), happened_to=date(2022, 8, 1))
