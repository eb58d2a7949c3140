"""The portal holds other facts than the article's: an invented set, entered into an empty portal through the services."""

import pytest

from actions.models import Activity
from actions.progress import public_totals
from tests.facts import facts_of, failures
from tests.facts.entering import enter_facts


@pytest.mark.django_db
def test_an_invented_set_of_twenty_facts_holds(client):
    facts = facts_of("second")
    assert (len(facts), Activity.objects.count()) == (20, 0)

    enter_facts(facts)

    assert failures(client, facts) == []


@pytest.mark.django_db
def test_the_invented_totals_are_those_worked_out_by_hand():
    enter_facts(facts_of("second"))

    said = {(total.line.number if total.line else None, total.indicator.name): total.spoken for total in public_totals() if total.period.is_all}

    assert said == {
        (None, "活动场次"): "约116场",  # 12以上 + 4 + 近100: 多 and 近 together are 约
        (None, "受益人次"): "4.6万人次以上",  # 270 + 45000 + 1000 + 260 guaranteed
        (1, "活动场次"): "16场以上",
        (1, "受益人次"): "约300人次",
        (2, "征集照片"): "约1200幅",
        (2, "浏览"): "近百万次",
        (2, "短片"): "数百条",
        (3, "建议"): "60多件",
        (3, "圆桌届次"): "第三届",
        (4, "善款"): "近200.5万元",
        (4, "受益人次"): "4.5万多人次",
        (5, "期数"): "40期",
        (5, "受益人次"): "1000人次以上",
        (6, "听课人数"): "约90人",
        (6, "服务企业"): "35家以上",
        (6, "活动场次"): "近百场",
    }


@pytest.mark.django_db
def test_the_check_itself_finds_a_fact_that_is_not_there(client):
    facts = facts_of("second")
    enter_facts(facts)
    planted = [fact | {"value": str(int(fact["value"]) + 1)} for fact in facts if fact["qualifier"] == "exact"]

    found = failures(client, planted)

    assert len(planted) > 0
    assert len(found) == len(planted)
