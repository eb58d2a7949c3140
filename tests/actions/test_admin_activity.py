"""The activity form: one page, one sending, everything in it or everything still on it."""

import pytest

from actions.models import Activity
from publishing.models import State, Trace, Verb
from tests.desk import add_url, change_url, entry, indicator, make_community, make_lines, make_member, make_programme, make_unit, make_user, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines():
    return make_lines()


@pytest.fixture
def editor(client):
    user = make_user("editor")
    client.force_login(user)
    return user


def errors_of(response):
    """Return every error of a form page by the name of its field."""
    form = response.context["adminform"].form
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    found = {name: list(messages) for name, messages in form.errors.items()}
    for formset in formsets:
        for row in formset.forms:
            found |= {row.add_prefix(name): list(messages) for name, messages in row.errors.items()}
        if formset.non_form_errors():
            found[formset.prefix] = list(formset.non_form_errors())
    return found


def test_one_sending_enters_three_figures_two_people_and_four_photos(client, editor, lines, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    community, unit, member = make_community(), make_unit(), make_member()
    programme = make_programme(lines[3])
    data = entry(
        lines[3],
        programme=programme.pk,
        number="第２４期",
        community=community.pk,
        figures=[
            {"indicator": indicator("活动场次").pk, "said": "1场"},
            {"indicator": indicator("受益人次").pk, "said": "近百"},
            {"indicator": indicator("慈善筹款").pk, "said": "100多万元"},
        ],
        hosts=[{"unit": unit.pk, "role": "host"}],
        people=[
            {"member": member.pk, "role": "leader", "basis": "source", "published_in": "浙江统战", "published_on": "2022-07-20"},
            {"name": "杨李敏", "role": "leader", "basis": ""},
        ],
        photos=[{"picture": picture(f"{place}.jpg"), "caption": f"开营式{place}", "consent": "on"} for place in range(4)],
        coverage=[{"outlet": "浙江新闻客户端", "url": "https://zj.example.com/1"}],
    )

    response = client.post(add_url(), data | {"_continue": "1"})

    activity = Activity.objects.get()
    assert response.status_code == 302
    assert response.url == change_url(activity)
    assert (activity.state, activity.number, activity.happened_to.isoformat(), activity.created_by) == (State.DRAFT, 24, "2022-06-12", editor)
    assert [(figure.indicator.name, figure.quantity.spoken) for figure in activity.figures.order_by("position")] == [
        ("活动场次", "1场"),
        ("受益人次", "近百人次"),
        ("慈善筹款", "100多万元"),
    ]
    assert [person.shown_name for person in activity.people.order_by("position")] == ["应吟吟", "杨李敏"]
    assert [photo.caption for photo in activity.photos.order_by("position")] == ["开营式0", "开营式1", "开营式2", "开营式3"]
    assert list(Trace.objects.filter(subject_id=activity.pk).values_list("verb", flat=True)) == [Verb.CREATED]
    page = client.get(response.url).content.decode()
    assert 'value="近百人次"' in page
    assert "按90人次保底" in page
