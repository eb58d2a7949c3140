"""Which figures would make one activity or summary."""

import re

from .proposals import Group, Proposal

NAMED = re.compile('[“"《][^“”"《》\n]{2,30}[”"》][\u4e00-\u9fff]{0,16}')
PARTING = re.compile("另外|此外|同时,|与此同时")
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
    if len(last.proposals) >= MOST or any(one.indicator is not None and one.indicator == proposal.indicator for one in last.proposals):
        return None  # an activity states an indicator once
    return last


def _title(proposal: Proposal, given: str) -> str:
    """Return words to call the activity by: its programme, what is named in quotes before the figure, or its clause."""
    if proposal.programme:
        return f"{proposal.programme}情况" if proposal.kind == "summary" else proposal.programme
    start = max(proposal.start - 160, *(given.rfind(mark, 0, proposal.start) + 1 for mark in "\n。！？!?"))
    named = NAMED.findall(given[start : proposal.start])
    if named:
        return named[-1][:80]
    clause = re.split("[,，。；;！!？?\n]", given[start : proposal.start])[-1]
    rest = re.split("[,，。；;！!？?\n]", given[proposal.end : proposal.end + 40])[0]
    return (clause + proposal.words + rest).strip()[:80]
