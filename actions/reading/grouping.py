"""Which figures would make one activity or summary."""

import re

from .proposals import Group, Proposal

NAMED = re.compile('[“"《][^“”"《》\n]{2,30}[”"》][\u4e00-\u9fff]{0,16}')
PARTING = re.compile("另外|此外|同时,|与此同时")
GOES_ON = re.compile('[。！？!?][”"’）)]?\\s{0,4}(?:其中|本次|此次|这次|活动|现场|仪式|会上|该|共|累计|并|还)')
ENDS = re.compile("[。！？!?]")
SHORT = 6  # a clause of fewer characters says too little to be a title
ROW = re.compile("[|\t│┃]")
NUMBER = re.compile("[0-9.,%万亿]{1,16}")
LEADING = re.compile('^(?:[^\u4e00-\u9fff0-9A-Za-z“《"]{1,8}|其中[,，:：]?|(?:[一二三四五六七八九十]{1,2}|[0-9]{1,2})(?:是|[、.．]))')
TRAILING = re.compile("(?:行动|活动|项目|工程)?(?:开展|启动|实施|开办)?(?:以来|至今)$|(?:自|第|共|每天|每周|每月|已|累计|先后|由|从|在|至)$")
NEAR = 120
MOST = 40  # figures of one activity


def group(proposals: list[Proposal], given: str) -> list[Group]:
    """Sort figures into would-be activities; each learns the number of its group."""
    groups: list[Group] = []
    by_programme: dict[tuple, Group] = {}
    for proposal in proposals:
        key = (proposal.kind, proposal.programme, proposal.happened_from, proposal.happened_to, proposal.community if proposal.programme else None)
        into = by_programme.get(key) if proposal.programme else _neighbour(groups, proposal, key, given)
        if into is None:
            into = Group(len(groups) + 1, _title(proposal, given), proposal.kind, proposal.start, proposal.end)
            groups.append(into)
            if proposal.programme:
                by_programme[key] = into
        into.end = max(into.end, proposal.end)
        into.proposals.append(proposal)
        proposal.group = into.number
    return groups


def _neighbour(groups: list[Group], proposal: Proposal, key: tuple, given: str) -> Group | None:
    """Return the group right before, where the figure goes on with what that one tells of."""
    if not groups:
        return None
    last = groups[-1]
    other = last.proposals[-1]
    between = given[other.end : proposal.start]
    same = (other.kind, other.programme, other.happened_from, other.happened_to, None) == key and other.people == proposal.people
    if not same or len(between) > NEAR or "\n" in between or PARTING.search(between):
        return None
    if ENDS.search(between) and not GOES_ON.search(between):
        return None  # another sentence tells of something else, unless it points back
    if len(last.proposals) >= MOST or any(one.indicator is not None and one.indicator == proposal.indicator for one in last.proposals):
        return None  # an activity states an indicator once
    return last


def _title(proposal: Proposal, given: str) -> str:
    """Return words to call the activity by: its programme, what is named in quotes before the figure, its row, or its clause."""
    return TRAILING.sub("", LEADING.sub("", _words_for(proposal, given)).strip())[:80] or proposal.words


def _words_for(proposal: Proposal, given: str) -> str:
    if proposal.programme:
        return f"{proposal.programme}情况" if proposal.kind == "summary" else proposal.programme
    start = max(proposal.start - 160, *(given.rfind(mark, 0, proposal.start) + 1 for mark in "\n。！？!?"))
    named = NAMED.findall(given[start : proposal.start])
    if named:
        return named[-1]
    line = given[max(proposal.start - 400, given.rfind("\n", 0, proposal.start) + 1) : proposal.start]
    if cells := [cell.strip() for cell in re.split("[|\t│┃]", line) if cell.strip()] if ROW.search(line) else []:
        return next((cell for cell in cells if not NUMBER.fullmatch(cell)), cells[0])
    clauses = re.split("[,，。；;！!？?\n]", given[start : proposal.start])
    clause = clauses[-1]
    if len(clause.strip()) < SHORT and len(clauses) > 1 and clauses[-2].strip():
        clause = f"{clauses[-2].strip()}，{clause.strip()}"
    rest = re.split("[,，。；;！!？?\n]", given[proposal.end : proposal.end + 40])[0]
    return (clause + proposal.words + rest).strip()
