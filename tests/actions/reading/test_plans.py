"""What a report says is to come is no figure; what it says has come is one, in the same sentence too."""

from datetime import date

import pytest

from actions.reading import read_report

DECEMBER = date(2023, 12, 20)


def words(text):
    return [proposal.words for proposal in read_report(text, published=DECEMBER).proposals]


@pytest.mark.parametrize(
    "text",
    [
        "市红十字会计划募集善款80万元，新增站点6个。",
        "明年要办成：①家医签约300户；②慢病小屋4间。",
        "同志们，新的一年，要提交提案90件，开展视察8次。",
        "2024年工作安排：新修机耕路9公里，扶持大户30户。拓展基地2个。",
        "下月预告：1月6日在礼堂办年货集，摊位40个。",
        "会议强调，各地要走访企业70家，解决难题60个。",
        "我们将新建书屋5间；培训讲解员40名。",
        "力争招引项目7个；新增学位600个。",
        "园区占地，建成后可吸纳农户120户，设摊位80个。",
        "礼堂可同时容纳300人。",
        "原定举办6期。",
        "县里还将投资2亿元建妇幼保健院，设床位300张。",
        "五、下步工作。1月底前重建危房20户；下拨资金50万元。",
        "2024，我们约好：再走10个村，再办20场活动。",
        "第九期夜校将于1月开班。",
        "区里年初下达危房改造40户，新增床位60张。",
        "今年的康复任务共三个，即药费补助200人；训练儿童30人。",
        "敬老院建设任务是新增床位90张。",
        "对照任务清单（培训护理员70人、入户指导300户），逐项推进。",
        "他透露要设立一个助学基金。",
        "到2025年底，每个乡镇至少建立一处不低于800平方米的创业园。",
        "加大投入，确保担保基金不低于600万元。",
        "春节前，妇联将把30万元救助金发到60名妇女手中。",
        "开展送法活动，即在年底前举办讲座30场，发放手册2万册。",
    ],
)
def test_what_is_to_come_is_no_figure(text):
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年计划新建5个，目前已建成3个。", ["3个"]),
        ("原定举办6期，因台风只办了4期。", ["4期"]),
        ("“青苗计划”结对学生45对。", ["45对"]),
        ("全年共争取扶持资金120万元，援建书屋3间。", ["120万元", "3间"]),
        ("挂职干部2024年1月到岗；援建书屋3间。", ["3间"]),
        ("截至12月底，共调处纠纷66件。", ["66件"]),
        ("对照任务清单（培训护理员70人），实际培训82人。", ["82人"]),
        ("全年任务是新修水渠6公里，已完成5公里。", ["5公里"]),
        ("上级下达补助资金90万元，新建站点4个。", ["90万元", "4个"]),
        ("圆满完成任务（走访户数500户）。", ["500户"]),
    ],
)
def test_what_has_come_is_a_figure(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize("heading", ["三、下半年安排", "🔜 下半年", "明年，我们想", "四、2024年工作打算", "第二部分　2024年工作要点"])
def test_nothing_counts_under_a_heading_that_looks_ahead(heading):
    assert words(f"一、今年做了什么\n开展义诊15场。\n{heading}\n开展义诊20场，惠及900人。") == ["15场"]


def test_what_is_to_come_is_told_with_its_unit_and_its_year_is_a_date():
    skipped = [(found.words, found.why) for found in read_report("2024年，我们将新建书屋5间。", published=DECEMBER).skipped]

    assert skipped == [("2024", "是日期"), ("5间", "是计划或目标")]
