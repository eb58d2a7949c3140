"""Names of running text: programmes, communities and people."""

import pytest

from actions.reading import Entry, Names
from actions.reading.names import Bare, Finder, find_communities, find_people
from actions.reading.plain import plain

NAMES = Names(
    communities=(Entry("方城浦社区", ("方城浦",)), Entry("红枫社区")),
    members=(Entry("杨柳妹"), Entry("高洁")),
)


@pytest.mark.parametrize("text", ["中国(龙港)城市阅读高峰论坛", "中国（龙港）城市阅读高峰论坛", "“中国龙港”城市阅读高峰论坛", "中国 (龙港) 城市阅读高峰论坛"])
def test_a_name_is_found_whatever_quotes_and_brackets_stand_in_it(text):
    finder = Finder([Entry("中国（龙港）城市阅读高峰论坛")])
    words = plain(f"承办{text}两届").text

    (found,) = finder.find(Bare.of(words))

    assert found.name == "中国（龙港）城市阅读高峰论坛"
    assert words[found.start : found.end].endswith("高峰论坛")


def test_the_longest_of_several_names_is_found():
    finder = Finder([Entry("读书会"), Entry("壹日读书会"), Entry("日")])

    assert [named.name for named in finder.find(Bare.of("举办壹日读书会和读书会"))] == ["壹日读书会", "读书会"]


def test_a_programme_is_known_by_the_end_of_its_name_where_that_can_be_no_other():
    names = Names(
        programmes=(Entry("中国（龙港）城市阅读高峰论坛"), Entry("红枫社区公益服务"), Entry("东区儿童关爱基金"), Entry("西区儿童关爱基金")),
        communities=(Entry("红枫社区"),),
    )

    def found(text):
        return [named.name for named in names.programme_finder.find(Bare.of(text))]

    assert found("承办两届城市阅读高峰论坛") == ["中国（龙港）城市阅读高峰论坛"]
    assert found("开展社区公益服务2场") == []
    assert found("儿童关爱基金筹款") == []
    assert found("高峰论坛") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("走进方城浦社区", ["方城浦社区"]),
        ("在舥艚方城浦开展活动", ["方城浦社区"]),
        ("在青云社区、红枫社区举办", ["青云社区", "红枫社区"]),
        ("来到石塘镇梅坞村", ["梅坞村"]),
        ("其中三门塘村建成景区村", ["三门塘村"]),
        ("400多名社区矫正对象", []),
        ("服务社区居民，建设美丽乡村、未来社区、示范村", []),
        ("走访12个社区、7个村", []),
        ("已为社区老人理发，帮助解决社区群众困难", []),
    ],
)
def test_communities_are_found_known_or_not(text, expected):
    assert [named.name for named in find_communities(Bare.of(plain(text).text), NAMES)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("杨柳妹教技术", ["杨柳妹"]),
        ("会员高洁为老人理发，由高洁主讲", ["高洁", "高洁"]),
        ("品格高洁的人，追求高洁", []),
        ("志愿者陈素梅一边说", ["陈素梅"]),
        ("会员何雨晴、戴立群到社区看望老人", ["何雨晴", "戴立群"]),
        ("律师王小明为企业体检", ["王小明"]),
        ("县政协副主席、主委张富广带队一行14人", ["张富广"]),
        ("非遗传承人欧阳文传授技艺", ["欧阳文"]),
        ("记者从会上获悉", []),
        ("县委统战部部长、县妇联主任参加", []),
        ("志愿者和党员走进社区", []),
        ("组织会员高质量发展", []),
        ("县委书记调研", []),
    ],
)
def test_people_are_found_known_or_after_what_they_are(text, expected):
    assert [named.name for named in find_people(Bare.of(plain(text).text), NAMES)] == expected
