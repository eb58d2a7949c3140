"""Members, units, communities, lines, indicators, programmes and targets in the workbench."""

import pytest
from django.urls import reverse

from actions.models import Activity, Indicator, Programme, Target
from members.models import Community, Member, Unit
from members.pinyin import pinyin_key
from publishing.models import Trace, Verb
from tests.desk import add_url, entry, filled_in, indicator, make_lines, make_member, make_programme, make_user, picture, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines():
    return make_lines()


@pytest.fixture
def publisher(client):
    user = make_user("publisher")
    client.force_login(user)
    return user


def found(client, model, term, field, **asked):
    """Return what a choice offers for what was typed."""
    app, name = field.split(".")
    url = reverse("admin:autocomplete")
    response = client.get(url, {"app_label": app, "model_name": name, "field_name": model, "term": term} | asked)
    return [result["text"] for result in response.json()["results"]]


def test_names_sort_by_pinyin_and_are_found_by_it_run_together_or_by_initials():
    names = ["重庆社区", "方城浦社区", "阿里社区"]

    assert sorted(names, key=pinyin_key) == ["阿里社区", "重庆社区", "方城浦社区"]
    assert pinyin_key("方城浦") == "fang cheng pu fangchengpu fcp"


@pytest.mark.parametrize("term", ["方城", "fangcheng", "fcp", "FCP"])
def test_a_community_is_found_as_one_types_it(client, lines, publisher, term):
    Community.objects.create(name="方城浦社区", slug="fang-cheng-pu")
    Community.objects.create(name="河底高社区", slug="he-di-gao")

    assert found(client, "community", term, "actions.activity") == ["方城浦社区"]


def test_a_term_with_nul_finds_nothing_and_is_no_fault(client, lines, publisher):
    make_member()

    assert found(client, "member", "\0应", "actions.activityperson") == ["应吟吟"]


def test_choices_narrow_to_the_line(client, lines, publisher):
    make_programme(lines[4])

    assert found(client, "indicator", "培训", "actions.figure", line=lines[0].pk) == ["培训人数"]
    assert found(client, "indicator", "培训", "actions.figure", line=lines[1].pk) == []
    assert found(client, "programme", "yi ri", "actions.activity", line=lines[4].pk) == ["壹日读书会"]
    assert found(client, "programme", "yi ri", "actions.activity", line=lines[0].pk) == []


def test_a_member_is_kept_with_its_pinyin_and_a_trace_without_its_name(client, publisher):
    client.post(reverse("admin:members_member_add"), {"name": "应吟吟", "status": "active", "profession": "律师"})

    member = Member.objects.get()
    trace = Trace.objects.get(subject_id=member.pk, verb=Verb.CREATED)
    assert member.sort_key == "ying yin yin yingyinyin yyy"
    assert trace.fields == ["name", "profession"]


def test_two_people_changing_one_member_are_told(client, publisher):
    member = make_member()
    url = reverse("admin:members_member_change", args=[member.pk])
    mine = filled_in(client.get(url))
    client.post(url, mine | {"profession": "律师"})

    second = client.post(url, mine | {"profession": "教师"})

    member.refresh_from_db()
    assert member.profession == "律师"
    assert second.context["conflict"] == [("职业", "律师", "教师")]
    assert 'value="教师"' in second.content.decode()


def test_what_is_used_is_not_deleted_and_the_page_says_by_what(client, lines, publisher):
    programme = make_programme(lines[4])
    client.post(add_url(), entry(lines[4], programme=programme.pk))

    url = reverse("admin:actions_programme_delete", args=[programme.pk])
    page = client.get(url).content.decode()
    client.post(url, {"post": "yes"})

    assert "不能删除，下面这些还用着它" in page
    assert Programme.objects.filter(pk=programme.pk).exists()


def test_an_editor_adds_a_programme_whose_address_is_made_from_its_pinyin(client, lines):
    client.force_login(make_user("editor"))

    response = client.post(reverse("admin:actions_programme_add") + "?_popup=1", {"name": "壹日读书会", "line": lines[4].pk, "numbering": "期", "_popup": "1"})

    programme = Programme.objects.get()
    assert (programme.slug, programme.line) == ("yi-ri-du-shu-hui", lines[4])
    assert str(programme.pk) in response.content.decode()
    assert Trace.objects.filter(subject_id=programme.pk, verb=Verb.CREATED).count() == 1


def test_a_programme_added_twice_is_refused_beside_its_name(client, lines, publisher):
    make_programme(lines[4])

    page = client.post(reverse("admin:actions_programme_add"), {"name": "壹日读书会", "line": lines[4].pk}).content.decode()

    assert "已经有一个同名的品牌项目。" in page


def test_the_line_of_a_programme_is_fixed_once_it_has_a_record(client, lines, publisher):
    programme = make_programme(lines[4])
    url = reverse("admin:actions_programme_change", args=[programme.pk])
    before = client.get(url).content.decode()
    client.post(add_url(), entry(lines[4], programme=programme.pk))
    client.post(url, filled_in(client.get(url)) | {"line": lines[0].pk, "introduction": "一月两期"})

    programme.refresh_from_db()
    assert 'name="line"' in before
    assert Activity.objects.get().programme == programme
    assert (programme.line, programme.introduction) == (lines[4], "一月两期")


def test_the_unit_of_an_indicator_is_fixed_once_a_figure_states_it(client, lines, publisher):
    counted = indicator("活动场次")
    url = reverse("admin:actions_indicator_change", args=[counted.pk])
    before = client.get(url).content.decode()
    client.post(add_url(), entry(lines[0], figures=[{"indicator": counted.pk, "said": "3场"}]))
    client.post(url, filled_in(client.get(url)) | {"unit": "次", "definition": "一次记一场"})

    counted.refresh_from_db()
    assert 'name="unit"' in before
    assert (counted.unit, counted.definition) == ("场", "一次记一场")


def test_an_indicator_is_made_with_its_lines(client, lines, publisher):
    data = {"name": "帮扶户数", "code": "bang-fu-hu-shu", "unit": "户", "additive": "on", "position": "9"}

    client.post(reverse("admin:actions_indicator_add"), data | rows("on_lines", {"line": lines[0].pk}, {"line": lines[3].pk, "is_headline": "on"}))

    assert [line.number for line in Indicator.objects.get(code="bang-fu-hu-shu").lines.order_by("number")] == [1, 4]


@pytest.mark.parametrize(
    ("said", "amount", "error"),
    [
        ("120场", 120, ""),
        ("1.2万", 12000, ""),
        ("100多场", None, "目标写一个确定的数，单位是场，例如“120场”。"),
        ("120人", None, "目标写一个确定的数，单位是场，例如“120场”。"),
        ("若干", None, "若干"),
    ],
)
def test_a_target_is_one_certain_number_in_the_unit_of_its_indicator(client, lines, publisher, said, amount, error):
    page = client.post(reverse("admin:actions_target_add"), {"line": lines[0].pk, "indicator": indicator("活动场次").pk, "year": "2022", "said": said})

    assert list(Target.objects.values_list("amount", flat=True)) == ([amount] if amount else [])
    assert error in page.content.decode()


def test_a_target_is_set_once_for_a_year(client, lines, publisher):
    data = {"line": lines[0].pk, "indicator": indicator("活动场次").pk, "said": "120场", "year": ""}

    client.post(reverse("admin:actions_target_add"), data)
    page = client.post(reverse("admin:actions_target_add"), data)

    assert page.status_code == 200
    assert Target.objects.count() == 1


def test_a_unit_is_found_by_its_short_name_in_pinyin(client, lines, publisher):
    Unit.objects.create(name="龙港市新的社会阶层人士联谊会", short_name="市新联会", slug="xin-lian-hui", kind="association")

    assert found(client, "unit", "xinlian", "actions.activityhost") == ["市新联会"]


def test_a_line_takes_its_words_and_its_picture_and_keeps_its_number(client, lines, publisher):
    line = lines[0]
    url = reverse("admin:actions_actionline_change", args=[line.pk])

    client.post(url, filled_in(client.get(url)) | {"introduction": "城乡之间", "number": "6", "cover": picture()})

    line.refresh_from_db()
    assert (line.number, line.introduction, line.cover.width) == (1, "城乡之间", 64)
    assert f'src="{reverse("actions:line-cover", args=[line.slug])}"' in client.get(url).content.decode()


def test_what_is_wrong_is_said_in_the_portals_own_words(client, publisher):
    data = filled_in(client.get(reverse("admin:members_unit_add")))

    long_, nul = (
        client.post(reverse("admin:members_unit_add"), data | {"name": name}).context["adminform"].form.errors["name"] for name in ("甲" * 100_000, "a\0b")
    )

    limit = Unit._meta.get_field("name").max_length
    assert list(long_) == [f"最多{limit}个字，现在有100000个，请写短些。"]
    assert list(nul) == ["这里有看不见的控制字符，请删去重写。"]


def test_what_was_typed_for_a_row_deleted_meanwhile_is_listed_to_be_copied(client, publisher):
    member = make_member()
    url = reverse("admin:members_member_change", args=[member.pk])
    data = filled_in(client.get(url))
    member.delete()

    response = client.post(url, data | {"introduction": "写了很久的一段话"})

    assert response.status_code == 404
    page = response.content.decode()
    assert "没有保存：这一条已经被别人删除了。" in page
    assert "<dt>简介</dt><dd>写了很久的一段话</dd>" in page
    assert "csrfmiddlewaretoken</dt>" not in page
    assert client.get(url).status_code == 404
