"""Who is answered what: every named address x role x GET and POST against the table, and what nobody may see at all."""

import json
from operator import attrgetter
from unittest.mock import patch
from urllib.parse import unquote

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import reverse

from actions.models import Activity
from longgang.dashboard.board import WANTING
from longgang.dashboard.sheets import SHEETS
from members.models import User
from members.roles import give_roles
from tests.access import LOGIN, PUBLIC, ROLES, TABLE
from tests.urls import named_urls
from tests.world import make_world

pytestmark = pytest.mark.django_db
DOOR = "/admin/login/"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """The world, made once in a transaction that each test stands within; what a request changes is taken back after it."""
    folder = tmp_path_factory.mktemp("world")
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    ours = override_settings(MEDIA_ROOT=str(folder / "media"), DATA_DIR=folder, PASSWORD_HASHERS=hashers)
    kept_open = patch.object(connection, "close")  # which every test's end would do otherwise
    with django_db_blocker.unblock(), kept_open, ours, transaction.atomic():
        made = make_world()
        made.media = str(folder / "media")
        made.clients = {role: Client(raise_request_exception=False) for role in ROLES}
        for role, user in made.users.items():
            made.clients[role].force_login(user)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def asking(world, settings):
    """Return a function that sends one request as a role, and leaves no trace of it."""
    settings.MEDIA_ROOT = world.media

    def ask(role, method, address, data=None):
        client = world.clients[role]
        kept = {name: morsel.value for name, morsel in client.cookies.items()}
        try:
            with transaction.atomic():
                answer = getattr(client, method)(address, data or {})
                answer.body = b"".join(answer.streaming_content) if answer.streaming else answer.content
                transaction.set_rollback(True)
        finally:
            client.cookies.clear()
            for name, value in kept.items():
                client.cookies[name] = value
        return answer

    return ask


def value_of(world, place, role):
    """Return an argument of an address: what stands at a place of the world, or of this role's part of it."""
    head, _, rest = place.partition(".")
    found = getattr(world, head)
    if isinstance(found, dict):
        found = found.get(role) or next(iter(found.values()))
    return attrgetter(rest)(found) if rest else found


def address_of(world, name, row, role="anonymous"):
    return reverse(name, args=[value_of(world, place, role) for place in row.args]) + row.query


def said(answer):
    """Return an answer as the table writes it."""
    if answer.status_code == 302 and answer.url.startswith(DOOR):
        return LOGIN
    return answer.status_code


def test_every_named_address_has_a_row_and_every_row_an_address():
    assert named_urls() - set(TABLE) == set(), "no row in tests/access.py"
    assert set(TABLE) - named_urls() == set(), "rows of addresses that are gone"


def test_every_row_answers_every_role_by_name():
    for rows in TABLE.values():
        for row in rows:
            assert set(row.get) == set(row.post) == set(ROLES)


@pytest.mark.parametrize("name", TABLE)
def test_each_role_is_answered_as_the_table_says(asking, world, name):
    found = []

    for row in TABLE[name]:
        for role in ROLES:
            address = address_of(world, name, row, role)
            for method, expected in (("get", row.get[role]), ("post", row.post[role])):
                answer = said(asking(role, method, address, row.data if method == "post" else None))
                if answer != expected:
                    found.append(f"{method} {address} ({row.note}) as {role}: {answer}, not {expected}")

    assert found == [], "\n" + "\n".join(found)


# ---- A right taken away


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("anonymous", "member")])
def test_a_role_taken_away_is_gone_at_the_next_request(asking, world, role):
    names = [name for name in TABLE if name.endswith(("_changelist", "_publish")) or name.startswith("dashboard:")]
    rows = [(address_of(world, name, row, role), row.get[role]) for name in names for row in TABLE[name]]

    with transaction.atomic():
        before = [said(asking(role, "get", address)) for address, _ in rows]
        give_roles(User.objects.get(pk=world.users[role].pk), "member")
        after = {said(asking(role, "get", address)) for address, _ in rows}
        transaction.set_rollback(True)

    assert before == [expected for _, expected in rows]
    assert 200 in before
    assert after <= {LOGIN, 403, 405}


# ---- What nobody may see

UNPUBLISHED = (*(f"{state}的{thing}" for state in ("草稿", "待审", "撤回") for thing in ("活动", "建言", "结对", "预告", "作品", "通知")), "修订稿新题")
HIDDEN = (*UNPUBLISHED, "无据之人", "隐名会员", "不公开的", "刺绣技师", "常务理事", "别人的任务")


def test_what_is_not_public_stands_on_no_public_page_and_in_no_open_data(asking, world):
    """Negative control first: each of it is there, and whoever enters records sees it."""
    drafts = [
        asking("publisher", "get", reverse(f"admin:{model}_changelist")).body.decode() for model in ("actions_activity", "actions_proposal", "members_member")
    ]
    there = "".join(drafts)
    found, pages = [], 0

    for name, rows in PUBLIC.items():
        for row in rows:
            address = address_of(world, name, row)
            for role in ("anonymous", "member", "auditor"):
                answer = asking(role, "get", address)
                pages += answer.status_code == 200
                text = unquote(answer.body.decode("utf-8", "ignore"))
                found += [f"{word} on {address} as {role}" for word in HIDDEN if word in text]

    assert [word for word in ("草稿的活动", "待审的活动", "撤回的建言", "修订稿新题", "隐名会员", "刺绣技师") if word not in there] == []
    assert pages > 90
    assert found == []


def test_the_dashboard_leads_to_nothing_that_is_not_public(asking, world):
    drilled = [*(reverse("dashboard:attention", args=[what]) for what in ("postings", *(slug for _, slug, *_ in WANTING)))]
    drilled += [reverse("dashboard:board"), *(reverse("dashboard:table", args=[table]) for table in SHEETS)]

    texts = {address: asking("leader", "get", address).body.decode() for address in drilled}

    assert sum(len(text) > 20 for text in texts.values()) > 8
    assert [f"{word} on {address}" for address, text in texts.items() for word in (*UNPUBLISHED, "隐名会员") if word in text] == []


def test_open_data_adds_up_to_what_is_published_alone(asking, world):
    rows = json.loads(asking("anonymous", "get", reverse("portal:figures-json")).body)
    rows = rows["figures"] if isinstance(rows, dict) else rows

    published = set(Activity.objects.published().values_list("pk", flat=True))

    assert {row["activity_id"] for row in rows} == published
    assert Activity.objects.count() > len(published) + 4


# ---- Keys of filters and sorting


def paths_to_accounts(model, *, depth=2):
    """Return lookups that would ask for an account's password from a model's list, over at most so many relations."""
    if model is User:
        return ["password"]
    if depth == 0:
        return []
    fields = [field for field in model._meta.get_fields() if field.is_relation and getattr(field, "related_model", None) and not field.auto_created]
    return [f"{field.name}__{path}" for field in fields for path in paths_to_accounts(field.related_model, depth=depth - 1)]


LISTED = sorted(admin.site._registry, key=lambda model: model._meta.label)


@pytest.mark.parametrize("model", LISTED, ids=lambda model: model._meta.label)
def test_a_list_cannot_be_asked_for_passwords_by_its_filters(asking, world, model, monkeypatch):
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    keys = [f"{path}__startswith" for path in paths_to_accounts(model)] + ["pk__in", "nonsense__password__startswith"]

    with transaction.atomic():
        give_roles(world.users["admin"], "admin", "publisher", "auditor")
        answers = {key: asking("admin", "get", url, {key: "m"}) for key in keys if "password" in key}
        plain = asking("admin", "get", url)
        transaction.set_rollback(True)

    assert plain.status_code == 200
    assert {key: answer.status_code for key, answer in answers.items() if answer.status_code != 400 and not answer.get("Location", "").endswith("e=1")} == {}


def test_some_lists_would_answer_if_they_did_not_refuse(asking, world, monkeypatch):
    """The negative control: without the allow-list the same question narrows the list, which tells a password letter by letter."""
    monkeypatch.setattr("django.contrib.admin.ModelAdmin.lookup_allowed", lambda *args, **kwargs: True)
    url = reverse("admin:actions_activity_changelist")

    right = asking("publisher", "get", url, {"created_by__password__startswith": "md5"})
    wrong = asking("publisher", "get", url, {"created_by__password__startswith": "x"})

    assert (right.status_code, wrong.status_code) == (200, 200)
    assert right.context["cl"].result_count > wrong.context["cl"].result_count == 0


@pytest.mark.parametrize("name", ["actions:activity-list", "actions:proposal-list", "events:event-list", "portal:member-list", "portal:pairing-list"])
def test_a_public_list_takes_no_key_that_it_does_not_know(asking, world, name):
    url = reverse(name)
    plain = asking("anonymous", "get", url).body.split(b"<footer")[0]

    asked = asking("anonymous", "get", url, {"created_by__password__startswith": "x", "o": "-created_by", "order": "password", "state": "draft"})

    assert asked.status_code in (200, 404)
    assert asked.status_code == 404 or asked.body.split(b"<footer")[0] == plain
