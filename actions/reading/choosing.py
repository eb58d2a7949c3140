"""Which indicator a figure is of, and which line, by the words around it."""

import re

from .figures import Counted
from .names import COVERED, IndicatorEntry, Names
from .proposals import Proposal
from .sections import Sentence

NOTHING_SAID = re.compile("人数|人次|场次|场数|期数|届数|届次|户数|家数|件数|总数|数量|次数|[数量]$")
SAME = {
    "受益": "受益 惠及 服务群众 服务居民 受惠 普惠",
    "参与": "参与 参加 参学 到场 线上线下",
    "帮扶": "帮扶 帮助 扶助 救助",
    "筹款": "筹款 募集 捐款 筹集 善款 募捐 筹资 募款 捐资",
    "培训": "培训 学员 输送 授课 参训 轮训",
    "资助": "资助 助学 贫困生 圆梦",
    "阅读": "阅读 播放 点击 浏览",
    "转发": "转发 关注 点赞",
    "企业": "企业 公司 厂",
    "专员": "专员 特派员",
    "活动": "活动 讲座 培训 服务 宣讲 义诊 演出 开展 举办",
    "视频": "视频 短片",
    "摄影": "摄影 照片",
    "结对": "结对 对子",
}


def choose_indicator(text: str, found: Counted, sentence: Sentence, proposal: Proposal, names: Names) -> str | None:
    """Return the name of the indicator that a figure is of, None where none fits or two fit alike."""
    unit, ranked = proposal.quantity.unit, proposal.quantity.qualifier == "ordinal"
    fitting = [entry for entry in names.indicators if entry.unit == unit and entry.additive != ranked]
    on_line = [entry for entry in fitting if proposal.action_number in entry.lines]
    fitting = on_line or ([] if proposal.action_number is not None and any(entry.lines for entry in fitting) else fitting)
    if not fitting:
        return None
    near = clause_around(text, found, sentence)
    wide = text[max(sentence.start, found.start - 60) : min(sentence.end, found.end + 60)] + (proposal.programme or "")
    scored = sorted(((_score(entry, near, wide), -number, entry) for number, entry in enumerate(fitting)), reverse=True)
    best = scored[0]
    if best[0] == 0 and unit not in {"场", "元"} and not (len(fitting) == 1 and unit not in {"人", "个", "人次", "件", "次"}):
        return None
    return None if len(scored) > 1 and scored[1][0] == best[0] else best[2].name


def clause_around(text: str, found: Counted, sentence: Sentence) -> str:
    """Return the clause that a figure stands in, at most 40 characters either side."""
    before = re.split("[,;:、]", text[max(sentence.start, found.start - 40) : found.start])[-1]
    return before + re.split("[,;:]", text[found.end : min(sentence.end, found.end + 40)])[0]


def _score(entry: IndicatorEntry, near: str, wide: str) -> int:
    stem = NOTHING_SAID.sub("", entry.name) or entry.name
    score = 0
    for key, words in SAME.items():
        if key in stem:
            score += 4 * any(word in near for word in words.split()) + any(word in wide for word in words.split())
    pairs = {stem[at : at + 2] for at in range(len(stem) - 1)}
    score += 3 * sum(pair in near for pair in pairs) + sum(pair in wide for pair in pairs)
    return score


def line_by_words(sentence: str, names: Names) -> int | None:
    """Return the line whose name is spelt by the words of a sentence, None where none is or two are."""
    found = {line for line, wanted in names.pairs_of_lines if sum(pair in sentence for pair in wanted) >= COVERED * len(wanted)}
    return found.pop() if len(found) == 1 else None
