"""Parts of a report that tell what is to come: no figure in them has been reached."""

import re
from datetime import date

from .sections import ENUMERATED, Layout, Sentence

TIME = "(?:下一?步|下一?阶段|今后|明年|来年|下半年|上半年|年度?|[0-9一二三四]季度|[0-9一二三四五六七八九十]{1,2}月份?|月|周)"
LABELLED = re.compile(
    f"\\s{{0,8}}(?:[^,。;:!?\n]{{0,10}}{TIME}(?:的|主要|重点|工作){{0,3}}(?:安排|打算|计划|思路|展望|目标|任务|要点)|工作(?:安排|打算|计划|思路)|[^,。;:!?\n]{{0,6}}预告):"
)
HEADED = re.compile(
    f"(?:{ENUMERATED.pattern})?\\s{{0,4}}(?:下一?步|下一?阶段|今后|明年|来年|下半年)(?:的|主要|重点|工作){{0,3}}(?:安排|打算|计划|思路|展望|目标|任务)?[:。]"
)
YEAR = re.compile("[^,。;:!?0-9\n]{0,4}(20[0-9]{2})年?[,:]")
SENTENCE = re.compile(
    "\\s{0,8}(?:(?:同志们|各位[^,。;:!?\n]{1,6}),)?(?:站在新的起点上,)?"
    "(?:(?:下一?步|下一?阶段|接下来|明年|来年|新的一年|今后|未来(?:[一二两三四五几十0-9]{1,2}年)?)(?![^,。;!?\n]{0,8}已)"
    "|(?:[^,。;!?\n]{0,12},)?[^,。;!?\n]{0,8}?(?:力争|(?<![即名姓小大健干])将(?=新建|建设|建成|打造|新增|启动|开展|组织|举办|实施|筹备|培训|培育|完成|投入|推出|继续|进一步|拓展))"
    "|[^,。;:!?\n]{0,12}(?:要求|强调|希望|号召|倡议|承诺)[,:]"
    '|(?:今年|本年|新年|年内|下半年)[^,。;!?\n]{0,12}(?:要(?!求|点|素|闻|害)|拟|力争|计划(?!的|中|内|外|书|表|["”』])))'
)
TASK = re.compile(
    "(?<!完成)任务(?:清单|指标|目标|数)?(?:共|共计|总计|合计)?[0-9一二两三四五六七八九十]{0,3}[个项]?[,:]?(?:即|分别[是为]|是|为|(?P<inside>[(]))"
    "|(?<!已)下达(?![^,。;!?\n]{0,24}(?:资金|经费|补助|专款|元|计划书|通知书))"
)  # 建设任务是新增床位500张
TASK_DONE = re.compile("完成|落实到位")
DONE = re.compile("目前|已(?!经?列入)|实际|截至|截止|[办开建做训扶成]了")


def planned_parts(text: str, layout: Layout, published: date | None) -> list[tuple[int, int]]:
    """Return the spans of a plain text that speak of what is to come, beside the sections that are headed so."""
    parts = []
    for line in layout.lines:
        if label := LABELLED.match(text, line.start, line.end) or HEADED.match(text, line.start, line.end):
            parts.append((label.end(), line.end))
    for sentence in layout.sentences:
        year = YEAR.match(text, sentence.start, min(sentence.end, sentence.start + 16))
        ahead = bool(year and published and int(year[1]) > published.year)
        if ahead or SENTENCE.match(text, sentence.start, min(sentence.end, sentence.start + 60)):
            done = DONE.search(text, sentence.start, sentence.end)
            parts.append((sentence.start, done.start() if done else sentence.end))
        elif task := TASK.search(text, sentence.start, sentence.end):
            parts.append((task.start(), _end_of_task(text, task, sentence)))
    return parts


def _end_of_task(text: str, task: re.Match[str], sentence: Sentence) -> int:
    """Return where a sentence stops telling what was to be done: at what has been done, at the bracket's end or at its own."""
    if task["inside"]:
        closed = text.find(")", task.end(), sentence.end)
        return closed if closed >= 0 else sentence.end
    ends = [found.start() for pattern in (DONE, TASK_DONE) if (found := pattern.search(text, task.end(), sentence.end))]
    return min(ends, default=sentence.end)
