"""The trail and the jobs as staff meet them."""

import pytest
from django.urls import reverse

from publishing import jobs
from publishing.models import Job, Verb
from publishing.tasks import verify_trail
from publishing.trail import leave_trace
from tests.desk import make_user

pytestmark = pytest.mark.django_db
VERIFY = "admin:publishing_trace_verify"


@pytest.fixture
def inline(monkeypatch):
    monkeypatch.setattr(jobs, "start", jobs.run)


def signed_in(client, *roles):
    user = make_user(*roles)
    client.force_login(user)
    return user


def test_an_auditor_has_the_trail_verified_and_reads_the_result(client, inline, django_capture_on_commit_callbacks):
    auditor = signed_in(client, "auditor")
    leave_trace(verb=Verb.EXPORTED)
    page = client.get(reverse("admin:publishing_trace_changelist"))
    assert "核验留痕" in page.content.decode() and reverse(VERIFY) in page.content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse(VERIFY))

    job = Job.objects.get()
    assert (job.by, response.url) == (auditor, reverse("admin:publishing_job_change", args=[job.pk]))
    shown = client.get(response.url)
    assert "已完成" in shown.content.decode() and "留痕完好：核验了" in shown.content.decode()
    assert "Refresh" not in shown.headers


@pytest.mark.parametrize("role", ["editor", "publisher", "admin", "leader"])
def test_only_auditors_read_the_trail_or_have_it_verified(client, role):
    signed_in(client, role)

    statuses = [client.get(reverse("admin:publishing_trace_changelist")).status_code, client.post(reverse(VERIFY)).status_code]

    assert statuses == [403, 403]
    assert Job.objects.count() == 0


def test_the_trail_is_not_verified_by_a_link(client):
    signed_in(client, "auditor")

    assert client.get(reverse(VERIFY)).status_code == 405


def test_a_job_that_runs_shows_how_far_it_is_and_asks_again(client):
    auditor = signed_in(client, "auditor")
    job = Job.objects.create(task=verify_trail.path, label="核验留痕", by=auditor, state="running", attempt=2, done=30, total=120)

    page = client.get(reverse("admin:publishing_job_change", args=[job.pk]))

    assert "已中断，正在重试" in page.content.decode() and "25%（30/120）" in page.content.decode()
    assert page.headers["Refresh"] == "5"


def test_everybody_sees_their_own_jobs_only(client):
    signed_in(client, "editor")
    other = Job.objects.create(task=verify_trail.path, label="核验留痕", by=make_user("auditor"))

    listed = client.get(reverse("admin:publishing_job_changelist")).content.decode()
    opened = client.get(reverse("admin:publishing_job_change", args=[other.pk]))

    assert "核验留痕" not in listed
    assert opened.status_code == 404


@pytest.mark.parametrize("name", ["trace", "job"])
def test_nobody_adds_or_changes_a_row(client, admin_user, name):
    client.force_login(admin_user)
    row = leave_trace(verb=Verb.EXPORTED) if name == "trace" else Job.objects.create(task=verify_trail.path)

    statuses = [
        client.get(reverse(f"admin:publishing_{name}_add")).status_code,
        client.post(reverse(f"admin:publishing_{name}_change", args=[row.pk]), {}).status_code,
        client.post(reverse(f"admin:publishing_{name}_delete", args=[row.pk]), {"post": "yes"}).status_code,
    ]

    assert statuses == [403, 403, 403]
