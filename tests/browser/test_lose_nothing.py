"""A killed browser, a network that is away for minutes, a session that ends: each costs at most the last five seconds of typing."""

import os
import shutil
import signal
from pathlib import Path
from time import monotonic, sleep

import pytest
from playwright.sync_api import expect

from actions.models import ActionLine, Activity
from publishing.models import FormDraft, Trace
from tests.browser.conftest import FLAGS, Sheet
from tests.browser.desk import sign_in, state_figures, tick, write

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ADD = "/admin/actions/activity/add/"
SECONDS = 5  # of typing that may be lost
SENTENCE = "海塘边的讲堂今天开了第一课，来的人把院子坐满了，后来的站在墙外听。" * 3


def kept(username="caibian"):
    """Return what the server has of the form, by name."""
    draft = FormDraft.objects.filter(by__username=username, form="actions.activity", record=0).first()
    return dict(draft.fields) if draft else {}


def wait_for(what, *, seconds=10):
    """Return what a function returns as soon as it is anything; the last it returned after some seconds."""
    until = monotonic() + seconds
    while not (found := what()) and monotonic() < until:
        sleep(0.05)
    return found


def type_for(page, text, *, each=0.1):
    """Type into the field that has the focus, a key at a time, and return when each key was pressed."""
    at = []
    for letter in text:
        page.keyboard.insert_text(letter)
        at.append(monotonic())
        sleep(each)
    return at


def seconds_lost(at, found, now):
    """Return how long before `now` the first key was pressed that is not in what was found."""
    return now - at[len(found)] if len(found) < len(at) else 0.0


@pytest.fixture
def own_browser(browser, live_server, settings, tmp_path):
    """Return a function that starts a browser with a profile on disk: (its page, its process)."""
    settings.SITE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    started = []

    def start():
        context = browser.browser_type.launch_persistent_context(
            str(tmp_path / "profile"), executable_path=shutil.which("chromium"), args=FLAGS, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        started.append(context)
        context.set_default_timeout(10_000)
        return Sheet(context.pages[0], live_server.url), context

    yield start
    for context in started:
        try:
            context.close()
        except Exception:  # it was killed
            continue


def kill(folder):
    """Kill the browser that works in a folder, with all its processes, as a fault of the machine would."""
    mine = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and str(folder) in words_of(entry)]
    for pid in mine:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() and words_of(Path(f"/proc/{pid}")) for pid in mine))
    return mine


def words_of(process):
    try:
        return (process / "cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def test_what_is_typed_is_kept_at_the_latest_four_seconds_after_the_key(open_sheet, staff):
    sheet = open_sheet()
    page = sheet.page
    sign_in(sheet, "caibian")
    sheet.open(ADD)
    traces = Trace.objects.count()

    page.locator('[name="title"]').click()
    page.keyboard.insert_text("海边的讲堂")
    pressed = monotonic()
    found = wait_for(lambda: kept().get("title"))
    took = monotonic() - pressed

    assert found == "海边的讲堂"
    assert took <= 4
    expect(page.locator("[data-autosave-status]")).to_contain_text("已自动保存")
    assert (Trace.objects.count(), Activity.objects.filter(title="海边的讲堂").count()) == (traces, 0)
    assert sheet.problems() == []


@pytest.mark.parametrize("network", ["there", "away"])
def test_a_browser_killed_in_the_middle_of_an_entry_loses_at_most_five_seconds(own_browser, staff, tmp_path, network, capsys):
    sheet, context = own_browser()
    page = sheet.page
    sign_in(sheet, "caibian")
    sheet.open(ADD)
    tick(page, "line", str(ActionLine.objects.get(number=5).pk))
    write(page, title="海边的讲堂", happened_from="2022-07-09")
    state_figures(page, ("活动场次", "100多场"), ("受益人次", "近百万"))
    page.locator('[name="body"]').click()
    if network == "away":
        context.set_offline(True)

    at = type_for(page, SENTENCE)
    now = monotonic()
    killed = kill(tmp_path / "profile")
    sheet, context = own_browser()
    page = sheet.page
    if "login" in sheet.open(ADD).url:
        sign_in(sheet, "caibian")
        sheet.open(ADD)
    expect(page.get_by_role("button", name="不要这些")).to_be_visible()

    body = page.locator('[name="body"]').input_value()
    lost = seconds_lost(at, body, now)
    with capsys.disabled():
        print(f"\n网络{network}：杀掉浏览器{len(killed)}个进程，丢了最后{lost:.1f}秒，{len(SENTENCE) - len(body)}个字")  # noqa: T201
    assert SENTENCE.startswith(body)
    assert lost <= SECONDS
    assert page.locator('[name="title"]').input_value() == "海边的讲堂"
    assert [page.locator(f'[name="figures-{row}-said"]').input_value() for row in range(2)] == ["100多场", "近百万"]
    assert Activity.objects.filter(title="海边的讲堂").count() == 0
    page.locator('[name="_continue"]').first.click()
    page.wait_for_url("**/change/")
    assert Activity.objects.get(title="海边的讲堂").body.startswith(body[:20])
    assert kept() == {}
