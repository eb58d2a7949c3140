"""Which numbers of running text count something, and which do not."""

import pytest

from actions.reading import read_report
from actions.reading.figures import read_figures
from actions.reading.plain import plain


def figures(text):
    return [(proposal.words, proposal.quantity.amount, proposal.quantity.unit, str(proposal.quantity.qualifier)) for proposal in read_report(text).proposals]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("累计开展活动120余场次，服务群众1.5万人次", [("120余场次", 120, "场", "over"), ("1.5万人次", 15000, "人次", "exact")]),
        ("发放慰问金8.6万元", [("8.6万元", 86000, "元", "exact")]),
        ("先后组织32批次、1200余人次", [("32批次", 32, "批次", "exact"), ("1200余人次", 1200, "人次", "over")]),
        ("遴选百名共富新专员入驻社区", [("百名", 100, "人", "exact")]),
        ("走访千余户，举办上百场，惠及近百万元", [("千余户", 1000, "户", "over"), ("上百场", 100, "场", "over"), ("近百万元", 1000000, "元", "nearly")]),
        ("数万人次参与，几十家企业加入", [("数万人次", 10000, "人次", "tens_of"), ("几十家", 10, "家", "tens_of")]),
        ("办了第十九届文学周、首届读书节", [("第十九届", 19, "届", "ordinal"), ("首届", 1, "届", "ordinal")]),
        ("读书会第24期和综艺第二季", [("第24期", 24, "期", "ordinal"), ("第二季", 2, "季", "ordinal")]),
        ("摄影作品580幅(组)，发电机15台（套）", [("580幅(组)", 580, "幅(组)", "exact"), ("15台（套）", 15, "台(套)", "exact")]),
        ("２３期，１，２００个，1,260人", [("２３期", 23, "期", "exact"), ("１，２００个", 1200, "个", "exact"), ("1,260人", 1260, "人", "exact")]),
        ("三百二十户，一万二千人次，十余家", [("三百二十户", 320, "户", "exact"), ("一万二千人次", 12000, "人次", "exact"), ("十余家", 10, "家", "over")]),
        ("服务 1200 人次，捐款 3 万元", [("1200 人次", 1200, "人次", "exact"), ("3 万元", 30000, "元", "exact")]),
        ("5000人次以上，200人左右", [("5000人次以上", 5000, "人次", "over"), ("200人左右", 200, "人", "about")]),
        (
            "已筹款近百万，受益人数达5000，浏览120万+人次",
            [("近百万", 1000000, "元", "nearly"), ("5000", 5000, "人", "exact"), ("120万+人次", 1200000, "人次", "over")],
        ),
        ("调解纠纷400余起，20余位居民受益", [("400余起", 400, "起", "over"), ("20余位", 20, "人", "over")]),
        ("组建志愿服务队伍49支", [("49支", 49, "支", "exact")]),
        ("捐款超20余万元，至少20场以上", [("超20余万元", 200000, "元", "over"), ("至少20场以上", 20, "场", "over")]),
        ("会上百名代表发言，签约12个项目", [("百名", 100, "人", "exact"), ("12个", 12, "个", "exact")]),
        ("服务时长1.2万小时", [("1.2万小时", 12000, "小时", "exact")]),
        ("从16家增长到30家", [("16家", 16, "家", "exact"), ("30家", 30, "家", "exact")]),
        ("举办一场讲座，建成一座书屋", [("一场", 1, "场", "exact"), ("一座", 1, "座", "exact")]),
        ("辐射全镇20个村", [("20个", 20, "个", "exact")]),
    ],
)
def test_counts_are_read_as_they_are_written(text, expected):
    assert figures(text) == expected


TRAPS = {
    "日期": "2022年7月9日 ２０２２年 二〇二二年七月 7月9日至12日 2022.7.9 2022-07-09 今年上半年 一季度 9日上午 五年前 2019年至2021年 十月一日",
    "时间": "三年 24小时 2个月内 两个多月 半年 每周三下午 8点30分 上午9时 19:30 近五年来 36个小时 3个工作日 五天 100天 3个年头 两个晚上",
    "电话和地址": "12345热线 0577-64201234 13812345678 拨打110 3号楼201室 民主路128号 G15高速 104国道 3栋2单元 26楼 8路公交 扶夷村3组村民",
    "版本和级别": "3.0版 A4纸 5G基站 4K直播 二等奖 五星级酒店 3A级景区 80后 百强县 2023级新生 三级联动 110千伏变电站 3D打印 2.0",
    "次序": "第一 第二个 第三中学 第三批 第5场 位列全市第三 第十八次会议 第1043条 二期工程 一期投资 二次创业 前三届 上一届",
    "名称": "三审三校 党的十九大 六大行动 三台村 两新组织 一老一小 “三师”服务 “1+6+N”体系 3个1工程 五水共治 三会一课 十四五 《一九四九》 “百名教授进百村”"
    " 四个意识 “四点半”课堂 百企三创 千家万户 “15分钟”生活圈 二十届三中全会 三支一扶 五里牌社区 八一路 三门县 七台河 两手抓 一对一 1号主播",
    "比例": "15% 百分之三十 三成 近一倍 三分之一 5个百分点 ８.５折 千分之五 九成以上 2.3倍",
    "每": "每月开展1次 每户500元 每场30人 户均增收3000元 500元/人 一天能挣100多元 每个月至少一次 人均5万元 每公斤5元 每吨补贴200元 各奖励1000元 5000元/吨",
    "范围": "100-200人 3至5个 10~15家 两三千人 三四十场 不超过50人 100人以内 一二十个",
    "俗语": "四套班子 五位一体 三口之家 一家三口 两口子 三件套 三部曲 三番五次 三次产业 两个一百年"
    "  第二个百年 四个最严 三个不变 三台合一 三件事 一次性 三天两头 1个亿",
    "泛指": "一个人 一批项目 一位老人说 一件事 一系列活动 若干场 多次组织 XX人 ___人次 几名志愿者 成千上万",
    "计划": "计划培训500人 力争达到100场 下一步将组织20场宣讲 预计惠及10万人次 到年底建成50家",
    "背景": "下辖12个镇 总面积126平方公里 常住人口46.5万人 全县217个行政村 海拔1856米 距县城12公里",
    "结构": "三个方面 四个环节 五大目标 三种模式 一个中心、两条主线 四个小组 十件民生实事 六项行动 一二三产融合 四个没有 两条腿走路 三个全覆盖",
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in TRAPS.items() for text in texts.split()])
def test_what_is_no_count_is_no_figure(kind, text):
    found = read_report(f"我们看到{text}，很好。")

    assert [proposal.words for proposal in found.proposals] == []


def test_at_least_150_traps_are_tried():
    assert sum(len(texts.split()) for texts in TRAPS.values()) >= 150


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("增长15%", "15", "是比例，不是数量"),
        ("热线12345", "12345", "后面没有量词"),
        ("计划培训500人", "500人", "是计划或目标"),
        ("100-200人参加", "200人", "是一个范围，没有确定的数"),
        ("△ 图中12人合影", "12", "照片说明"),
        ("受理2 316件", "316件", "数字中间有空格或逗号，看不出是一个数还是两个"),
        ("受理3，200件", "200件", "数字中间有空格或逗号，看不出是一个数还是两个"),
        ("长5.5公里", "5.5公里", "“5.5”不是整数：请写到个位；金额以元计，不写角和分。"),
    ],
)
def test_a_number_that_is_no_figure_is_told_with_the_reason(text, words, why):
    skipped = {(found.words, found.why) for found in read_report(text).skipped}

    assert (words, why) in skipped


def test_a_run_of_numerals_without_end_is_one_thing_passed_over():
    counted, passed = read_figures(plain("举办" + "9" * 5000 + "场").text, [])

    assert counted == []
    assert [found.why for found in passed] == ["数字太长，读不了"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“今年接待了3万人次！”他说", ["3万人次"]),
        ("“去年卖了5万斤，今年更多”", ["5万斤"]),
        ("开展“百名律师、千名志愿者进社区”活动", []),
        ("发放“爱心礼包”200份", ["200份"]),
        ("举办“第三届读书节”", ["第三届"]),
    ],
)
def test_what_is_said_in_quotes_counts_and_what_is_named_in_them_does_not(text, expected):
    assert [words for words, *_ in figures(text)] == expected
