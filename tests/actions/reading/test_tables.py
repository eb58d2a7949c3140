"""Tables: the unit of a cell is said by its column, its row, or the line above."""

import pytest

from actions.reading import read_report


def amounts(*lines):
    return [(proposal.quantity.amount, proposal.quantity.unit) for proposal in read_report("\n".join(lines)).proposals]


def test_a_row_names_its_unit_and_an_earlier_year_is_only_compared():
    assert amounts("| 指标 | 2023年 | 2022年 | 同比 |", "| 新增站点（个） | 26 | 19 | 36% |", "| 捐款（万元） | 4.5 | 3 | 50% |") == [(26, "个"), (45000, "元")]


@pytest.mark.parametrize(
    ("above", "head", "row", "expected"),
    [
        ("单位：万元、人次", "项目\t投入\t惠及", "送清凉\t5.6\t1800", [(56000, "元"), (1800, "人次")]),
        ("（单位：人）", "乡镇\t男\t女", "东溪\t45\t51", [(45, "人"), (51, "人")]),
        ("金额单位：万元", "村名\t资金\t受益", "坪上\t12\t300", [(120000, "元")]),
        ("单位：万元", "村名\t资金\t修路（公里）", "坪上\t12\t3", [(120000, "元"), (3, "公里")]),
        ("情况如下：", "村名\t资金", "坪上\t12", []),
    ],
)
def test_the_line_above_a_table_names_its_units(above, head, row, expected):
    assert amounts(above, head, row) == expected


def test_targets_shares_and_ranks_in_tables_are_no_figures():
    assert amounts("| 村 | 目标（户） | 完成（户） | 占比（%） | 排名 |", "| 坪上 | 40 | 38 | 95 | 1 |") == [(38, "户")]
