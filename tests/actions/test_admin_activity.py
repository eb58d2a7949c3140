"""The activity form: one page, one sending, everything in it or everything still on it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actions.models import Activity
from publishing.models import State, Trace, Verb
from tests.desk import add_url, change_url, entry, filled_in, indicator, make_community, make_lines, make_member, make_programme, make_unit, make_user, picture

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
    assert list(Trace.objects.filter(subject_type__model="activity").values_list("verb", flat=True)) == [Verb.CREATED]
    page = client.get(response.url).content.decode()
    assert 'value="近百人次"' in page
    assert "按90人次保底" in page


def test_a_plain_save_leads_back_to_the_workbench_and_says_so(client, editor, lines):
    response = client.post(add_url(), entry(lines[0]) | {"_save": "1"}, follow=True)

    assert response.redirect_chain == [(reverse("admin:index"), 302)]
    assert "“暑期青少年维权夏令营开营”已保存为草稿。" in response.content.decode()


def test_a_start_that_is_not_known_makes_a_summary_to_date(client, editor, lines):
    programme = make_programme(lines[4])
    data = entry(
        lines[4],
        kind="summary",
        programme=programme.pk,
        happened_from="",
        happened_to="２０２２年７月２０日",
        figures=[{"indicator": indicator("活动场次").pk, "said": "23场"}],
    )

    client.post(add_url(), data)

    activity = Activity.objects.get()
    assert (activity.happened_from, activity.happened_to.isoformat(), activity.precision, activity.is_summary) == (None, "2022-07-20", "to_date", True)


@pytest.mark.parametrize(
    ("precision", "last"),
    [("day", "2022-02-03"), ("month", "2022-02-28"), ("year", "2022-12-31")],
)
def test_an_end_left_blank_is_the_same_day_or_the_end_of_what_is_known(client, editor, lines, precision, last):
    client.post(add_url(), entry(lines[0], happened_from="2022.2.3", precision=precision))

    assert Activity.objects.get().happened_to.isoformat() == last


WRONG = {
    "no line": ({"line": None}, {"line": ["选一项行动。"]}),
    "unknown line": ({"line": "999999"}, {"line": ["没有这项行动，请在六项里选一项。"]}),
    "no title": ({"title": " \u200b "}, {"title": ["写上名称，例如：壹日读书会第24期。"]}),
    "an occasion without a day": ({"happened_from": ""}, {"happened_from": ["写上哪一天，例如2022-07-09。不知道从哪天起的累计数，上面选“累计情况”。"]}),
    "an end before the start": ({"happened_to": "2022-06-11"}, {"happened_to": ["结束（2022-06-11）早于开始（2022-06-12），请核对。"]}),
    "no such day": ({"happened_from": "2022-02-30"}, {"happened_from": ["没有2022年2月30日这一天，请核对。"]}),
    "no day at all": ({"happened_from": "昨天"}, {"happened_from": ["“昨天”不是日期，写作2022-07-09或2022年7月9日。"]}),
    "a summary of nothing": (
        {"kind": "summary", "happened_to": "2022-07-20"},
        {"programme": ["累计情况要写明是哪个品牌项目的累计。没有的先用“新增”加一个。"]},
    ),
    "a number without a programme": ({"number": "24"}, {"number": ["没有选品牌项目，就不写第几期。"]}),
    "a number that is none": ({"number": "十几"}, {"number": ["只写第几，例如24。"]}),
    "a kind that is none": ({"kind": "party"}, {"kind": ["选择一个有效的选项。 party 不在可用的选项中。"]}),
}


@pytest.mark.parametrize(("changes", "errors"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(client, editor, lines, changes, errors):
    data = entry(lines[0], place="文化礼堂二楼") | {name: value for name, value in changes.items() if value is not None}
    data = {name: value for name, value in data.items() if changes.get(name, "") is not None}

    response = client.post(add_url(), data)

    assert errors_of(response) == errors
    assert 'value="文化礼堂二楼"' in response.content.decode()
    assert Activity.objects.count() == 0


def test_what_is_wrong_is_listed_at_the_head_with_links_to_the_fields(client, editor, lines):
    data = entry(lines[0], title="", figures=[{"indicator": indicator("受益人次").pk, "said": "60多个"}], hosts=[{"unit": "", "role": "undertaker"}])

    page = client.post(add_url(), data).content.decode()

    assert "没有保存：有3处要改" in page
    for field, words in [
        ("id_title", "活动名称</a>：写上名称"),
        ("id_figures-0-said", "第1行 多少</a>：“个”不是"),
        ("id_hosts-0-unit", "第1行 单位</a>：选一个单位"),
    ]:
        assert f'<li><a href="#{field}">' in page
        assert f'id="{field}"' in page
        assert words in page


def test_an_activity_is_of_the_line_of_its_programme(client, editor, lines):
    programme = make_programme(lines[4])

    response = client.post(add_url(), entry(lines[0], programme=programme.pk, stands_alone="on"))

    assert errors_of(response) == {
        "programme": ["“壹日读书会”属于“文化教育惠民”。请改选行动，或换一个项目。"],
        "stands_alone": ["已经选了品牌项目，这里不要勾。"],
    }


FIGURES = {
    "another unit": ("受益人次", "60多个", {"figures-0-said": ["“个”不是受益人次的单位，写作“60多人次”。"]}),
    "persons for attendances": ("受益人次", "60人", {"figures-0-said": ["“人”不是受益人次的单位，写作“60人次”。"]}),
    "a rank where things are counted": ("活动场次", "第十九场", {"figures-0-said": ["“活动场次”是可以相加的数，不写第几，例如“12场”。"]}),
    "a count where ranks stand": ("届次", "19届", {"figures-0-said": ["“届次”只记第几，写作“第19届”。"]}),
    "nothing said": ("活动场次", "", {"figures-0-said": ["写上多少，例如“100多场”。"]}),
    "of another line": ("培训人数", "12人", {"figures-0-indicator": ["“培训人数”不是“寻美龙港推介”的指标，请换一个，或改选行动。"]}),
}


@pytest.mark.parametrize(("name", "said", "errors"), FIGURES.values(), ids=FIGURES)
def test_a_figure_that_cannot_be_is_refused_with_how_to_write_it(client, editor, lines, name, said, errors):
    response = client.post(add_url(), entry(lines[1], figures=[{"indicator": indicator(name).pk, "said": said}]))

    assert errors_of(response) == errors
    assert Activity.objects.count() == 0


@pytest.mark.parametrize("said", ["1000000000000000000", "1e400", "-5", "无", "100\0", "²", "一" * 100_000, "100-200"])
def test_a_figure_that_nobody_can_read_is_a_chinese_sentence_and_never_a_fault(client, editor, lines, said):
    response = client.post(add_url(), entry(lines[1], figures=[{"indicator": indicator("活动场次").pk, "said": said}]))

    assert response.status_code == 200
    assert list(errors_of(response)) == ["figures-0-said"]


def test_full_width_digits_are_read(client, editor, lines):
    client.post(add_url(), entry(lines[1], figures=[{"indicator": indicator("受益人次").pk, "said": "１２０多人次"}]))

    assert Activity.objects.get().figures.get().quantity.spoken == "120多人次"


def test_an_indicator_is_stated_once(client, editor, lines):
    row = {"indicator": indicator("活动场次").pk, "said": "1场"}

    response = client.post(add_url(), entry(lines[1], figures=[row, row]))

    assert errors_of(response) == {"figures-1-indicator": ["“活动场次”上面已经写过，一个指标只写一次。"]}


PEOPLE = {
    "nobody": ({"role": "speaker"}, {"people-0-name": ["选一位会员，或者写姓名。"]}),
    "consent without its text and day": (
        {"name": "张三", "basis": "consent"},
        {"people-0-consent_version": ["写明哪一版同意书。"], "people-0-consent_on": ["写明哪天同意的。"]},
    ),
    "a report without its place and day": (
        {"name": "张三", "basis": "source"},
        {"people-0-published_in": ["写明登在哪里，例如浙江统战。"], "people-0-published_on": ["写明哪天登的。"]},
    ),
}


@pytest.mark.parametrize(("row", "errors"), PEOPLE.values(), ids=PEOPLE)
def test_a_person_needs_a_name_and_a_basis_its_which_and_when(client, editor, lines, row, errors):
    response = client.post(add_url(), entry(lines[1], people=[{"role": "participant"} | row]))

    assert errors_of(response) == errors


def test_a_member_is_not_named_twice(client, editor, lines):
    member = make_member()

    response = client.post(add_url(), entry(lines[1], people=[{"member": member.pk, "name": "应吟吟", "role": "participant"}]))

    assert errors_of(response) == {"people-0-name": ["已经选了会员，姓名不用再写。"]}


def test_a_photo_that_is_none_keeps_all_else_and_asks_to_be_chosen_again(client, editor, lines):
    photos = [{"picture": picture(), "caption": "开营式"}, {"picture": SimpleUploadedFile("x.jpg", b"no picture", "image/jpeg"), "caption": "第二张"}]

    response = client.post(add_url(), entry(lines[1], photos=photos, coverage=[{"outlet": "浙江新闻客户端", "url": "no address at all"}]))

    page = response.content.decode()
    assert set(errors_of(response)) == {"photos-1-picture", "coverage-0-url"}
    assert "请重新选一次" in page
    assert 'value="开营式"' in page
    assert Activity.objects.count() == 0


def test_one_cover_and_the_same_one_may_change(client, editor, lines, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    photos = [{"picture": picture(), "caption": str(place), "is_cover": "on"} for place in range(2)]

    refused = client.post(add_url(), entry(lines[1], photos=photos))
    photos = [{"picture": picture(), "caption": "一", "is_cover": "on"}, {"picture": picture(), "caption": "二"}]
    client.post(add_url(), entry(lines[1], photos=photos))
    activity = Activity.objects.get()
    data = filled_in(client.get(change_url(activity)))
    del data["photos-0-is_cover"]
    data["photos-1-is_cover"] = "on"
    client.post(change_url(activity), data)

    assert errors_of(refused) == {"photos-1-is_cover": ["封面只选一张。"]}
    assert [(photo.caption, photo.is_cover) for photo in activity.photos.order_by("position")] == [("一", False), ("二", True)]


def test_two_figures_may_change_places(client, editor, lines):
    one, other = indicator("活动场次"), indicator("受益人次")
    client.post(add_url(), entry(lines[1], figures=[{"indicator": one.pk, "said": "3场"}, {"indicator": other.pk, "said": "40人次"}]))
    activity = Activity.objects.get()
    data = filled_in(client.get(change_url(activity)))

    data |= {"figures-0-indicator": other.pk, "figures-0-said": "50人次", "figures-1-indicator": one.pk, "figures-1-said": "4场"}
    response = client.post(change_url(activity), data)

    assert response.status_code == 302
    assert sorted(figure.quantity.spoken for figure in activity.figures.all()) == ["4场", "50人次"]


def test_a_summary_carries_nothing_that_only_an_occasion_has(client, editor, lines):
    programme = make_programme(lines[4])

    client.post(add_url(), entry(lines[4], kind="summary", programme=programme.pk, happened_to="2022-07-20", number="24", stands_alone="on"))

    activity = Activity.objects.get()
    assert (activity.number, activity.stands_alone, activity.programme) == (None, False, programme)


@pytest.mark.parametrize("key", ["abc", "\0", "９９", "1" + "0" * 30, "-1", "甲" * 100_000])
def test_a_key_that_no_row_can_have_is_an_error_beside_its_field(client, editor, lines, key):
    data = entry(lines[3], programme=key, community=key, figures=[{"indicator": key, "said": "3场"}], hosts=[{"unit": key, "role": "host"}])

    response = client.post(add_url(), data)

    assert response.status_code == 200
    assert {"programme", "community", "figures-0-indicator", "hosts-0-unit"} <= set(errors_of(response))
    assert not Activity.objects.exists()


def test_rows_that_arrived_in_part_are_said_so_in_chinese(client, editor, lines):
    response = client.post(add_url(), entry(lines[3]) | {"figures-TOTAL_FORMS": "\0"})

    assert errors_of(response)["figures"] == ["这几行没有完整送到，可能是网络中断。请核对后再保存一次。"]


def test_a_rank_for_what_adds_up_is_told_so_before_its_unit(client, editor, lines):
    response = client.post(add_url(), entry(lines[3], figures=[{"indicator": indicator("活动场次").pk, "said": "第十九届"}]))

    assert errors_of(response)["figures-0-said"] == ["“活动场次”是可以相加的数，不写第几，例如“12场”。"]
