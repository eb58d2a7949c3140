"""A killed browser, a network that is away for minutes, a session that ends: each costs at most the last five seconds of typing."""

import os
import shutil
import signal
from datetime import timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from actions.models import ActionLine, Activity
from publishing.models import FormDraft, Trace
from tests.browser.conftest import FLAGS, Sheet
from tests.browser.desk import sign_in, state_figures, tick, write

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ADD = "/admin/actions/activity/add/"
SECONDS = 5  # of typing that may be lost
PATIENCE = 20_000  # ms, on a machine that does much else
SENTENCE = "海塘边的讲堂今天开了第一课，来的人把院子坐满了，后来的站在墙外听。" * 3


def kept(username="caibian"):
    """Return what the server has of the form, by name."""
    draft = FormDraft.objects.filter(by__username=username, form="actions.activity", record=0).first()
    return dict(draft.fields) if draft else {}


def wait_for(what, *, seconds=20):
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


def body_of(page):
    """Return what stands in the body, without the marks of its one paragraph."""
    return plain(page.locator('[name="body"]').input_value())


def plain(html):
    return html.removeprefix("<p>").removesuffix("</p>")


def click_into_body(page):
    page.locator('.rich-edit [role="textbox"]').first.click()


def seconds_lost(at, found, now):
    """Return how long before `now` the first key was pressed that is not in what was found."""
    return now - at[len(found)] if len(found) < len(at) else 0.0


@pytest.fixture
def own_browser(browser, live_server, settings, quiet_server, tmp_path):
    """Return a function that starts a browser with a profile on disk: (its page, its process)."""
    settings.SITE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    started = []

    def start():
        context = browser.browser_type.launch_persistent_context(
            str(tmp_path / "profile"), executable_path=shutil.which("chromium"), args=FLAGS, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        started.append(context)
        context.set_default_timeout(30_000)
        return Sheet(context.pages[0], live_server.url), context

    yield start
    for context in started:
        try:
            context.close()
        except Exception:  # it was killed
            continue
    quiet_server()


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
    expect(page.locator("[data-autosave-status]")).to_contain_text("已自动保存", timeout=PATIENCE)
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
    click_into_body(page)
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
    expect(page.get_by_role("button", name="不要这些")).to_be_visible(timeout=PATIENCE)

    body = body_of(page)
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
    assert plain(Activity.objects.get(title="海边的讲堂").body) == body
    assert kept() == {}


def status(page):
    return page.locator("[data-autosave-status]")


def begin(sheet, **fields):
    """Sign in, open a new activity and write into it."""
    sign_in(sheet, "caibian")
    sheet.open(ADD)
    write(sheet.page, **fields)
    expect(status(sheet.page)).to_contain_text("已自动保存", timeout=PATIENCE)
    return sheet.page


def left_in_browser(page):
    """Return the titles that this browser itself still keeps."""
    return page.evaluate(
        """() => new Promise((done) => {
          const asked = indexedDB.open("desk");
          asked.onsuccess = () => {
            const kept = asked.result;
            const end = (found) => { kept.close(); done(found); };
            if (!kept.objectStoreNames.contains("typed")) { end([]); return; }
            const all = kept.transaction("typed").objectStore("typed").getAll();
            all.onsuccess = () => end(all.result.map((one) => Object.fromEntries(JSON.parse(one.fields)).title));
          };
        })"""
    )


def time_out():
    """Let every session end, as IDLE_MINUTES of nothing do."""
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))


@pytest.mark.parametrize("left", [False, True])
def test_a_network_that_is_away_for_minutes_costs_nothing(open_sheet, staff, left):
    sheet = open_sheet(390, 844)
    sheet.page.clock.install()
    page = begin(sheet, title="海边的讲堂")
    page.context.set_offline(True)

    click_into_body(page)
    type_for(page, SENTENCE[:30], each=0.02)
    expect(status(page)).to_contain_text("没有网络，内容留在这台电脑上，连上后自动保存", timeout=PATIENCE)
    page.clock.fast_forward("04:00")
    type_for(page, SENTENCE[30:60], each=0.02)
    typed = body_of(page)
    sleep(SECONDS - 1)
    there = kept()
    if left:
        page.goto("about:blank")
        page.context.set_offline(False)
        sheet.open(ADD)
        expect(page.get_by_role("button", name="不要这些")).to_be_visible(timeout=PATIENCE)
        assert wait_for(lambda: body_of(page) == typed)
    else:
        page.context.set_offline(False)

    assert typed == SENTENCE[:60]
    assert (there["title"], plain(there.get("body", ""))) == ("海边的讲堂", "")
    assert wait_for(lambda: plain(kept().get("body", "")) == typed)
    assert wait_for(lambda: left_in_browser(page) == [])
    assert [problem for problem in sheet.problems() if "ERR_INTERNET_DISCONNECTED" not in problem] == []


def test_a_session_that_ends_in_the_middle_costs_nothing_and_signing_in_elsewhere_goes_on(open_sheet, staff):
    sheet = open_sheet()
    page = begin(sheet, title="海边的讲堂")
    time_out()

    write(page, body="登录过期以后写的")
    expect(status(page)).to_contain_text("登录已过期，内容还在", timeout=PATIENCE)
    before = kept().get("body", "")
    other = Sheet(page.context.new_page(), sheet.base)
    sign_in(other, "caibian")
    found = wait_for(lambda: plain(kept().get("body", "")) and kept()["body"])
    expect(status(page)).to_contain_text("已自动保存", timeout=PATIENCE)
    tick(page, "line", str(ActionLine.objects.get(number=5).pk))
    write(page, happened_from="2022-07-09")
    page.locator('[name="_continue"]').first.click()
    page.wait_for_url("**/change/")

    assert (plain(before), plain(found)) == ("", "登录过期以后写的")
    assert plain(Activity.objects.get(title="海边的讲堂").body) == "登录过期以后写的"
    assert kept() == {}
    assert wait_for(lambda: left_in_browser(page) == [])


def test_who_signs_in_again_finds_the_form_filled_in_with_what_was_typed_after_the_end_too(open_sheet, staff):
    sheet = open_sheet(390, 844)
    page = begin(sheet, title="海边的讲堂")
    time_out()
    write(page, body="登录过期以后写的")
    expect(status(page)).to_contain_text("登录已过期，内容还在", timeout=PATIENCE)

    sheet.open("/admin/")
    assert "login" in page.url
    sign_in(sheet, "caibian")
    page.get_by_role("link", name="海边的讲堂").click()

    expect(page.get_by_role("button", name="不要这些")).to_be_visible(timeout=PATIENCE)
    assert wait_for(lambda: body_of(page) == "登录过期以后写的")
    assert page.locator('[name="title"]').input_value() == "海边的讲堂"
    expect(page.locator(".errornote")).to_have_count(0)
    assert sheet.problems() == []


def test_another_window_is_written_over_only_by_who_says_so(open_sheet, staff):
    sheet = open_sheet()
    sign_in(sheet, "caibian")
    sheet.open(ADD)
    first, other = sheet.page, Sheet(sheet.page.context.new_page(), sheet.base)
    other.open(ADD)
    write(first, title="第一个窗口")
    expect(status(first)).to_contain_text("已自动保存", timeout=PATIENCE)

    write(other.page, title="第二个窗口")
    expect(status(other.page)).to_contain_text("这张表在别的窗口里也在填", timeout=PATIENCE)
    refused = kept()["title"], left_in_browser(other.page)
    quiet = other.problems()
    other.page.get_by_role("button", name="以这里的为准").click()
    expect(status(other.page)).to_contain_text("已自动保存", timeout=PATIENCE)

    assert refused == ("第一个窗口", ["第二个窗口"])
    assert [problem for problem in quiet if "409" not in problem] == []
    assert kept()["title"] == "第二个窗口"
    write(first, body="接着写")
    expect(status(first)).to_contain_text("这张表在别的窗口里也在填", timeout=PATIENCE)
    assert kept()["title"] == "第二个窗口"


@pytest.mark.parametrize("script", [True, False])
def test_what_is_not_wanted_is_dropped(open_sheet, staff, script):
    begin(open_sheet(), title="海边的讲堂").close()
    sheet = open_sheet(390, 844, java_script_enabled=script)
    page = sheet.page
    sign_in(sheet, "caibian")
    sheet.open(ADD)
    shown = page.locator('[name="title"]').input_value(), sheet.problems(axe=script)

    page.get_by_role("button", name="不要这些").click()
    expect(page.get_by_text("已经删去")).to_be_visible(timeout=PATIENCE)

    assert shown == ("海边的讲堂", [])
    assert page.locator('[name="title"]').input_value() == ""
    assert kept() == {}


def test_who_signs_out_leaves_what_was_typed_with_the_server_and_nothing_in_the_browser(open_sheet, staff):
    sheet = open_sheet()
    page = begin(sheet, title="海边的讲堂")

    write(page, body="还没有送出去的")
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("heading", name="已退出")).to_be_visible(timeout=PATIENCE)

    assert plain(kept()["body"]) == "还没有送出去的"
    assert wait_for(lambda: left_in_browser(page) == [])


def test_nothing_is_kept_of_a_form_that_was_only_looked_at(open_sheet, staff):
    sheet = open_sheet()
    sign_in(sheet, "caibian")
    sheet.open(ADD, settled=True)
    sleep(SECONDS - 1)
    sheet.open(f"/admin/actions/activity/{Activity.objects.get(title='下个月的讲座').pk}/change/", settled=True)
    sleep(SECONDS - 1)
    sheet.open("/admin/")

    assert not FormDraft.objects.exists()
