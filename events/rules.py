"""The rules of what is announced that no constraint can hold, since they speak of several rows."""

from .models import ContestEntry, Event


def broken_rules(event: Event) -> list[str]:
    """Return in Chinese what is wrong between an event, its programme and its sessions; nothing where all is well."""
    problems = []
    if event.programme is not None and event.programme.line_id != event.line_id:
        problems.append(f"“{event.programme}”属于“{event.programme.line}”，这条预告要选同一项行动")
    days = (event.starts_on, event.ends_on)
    problems += [f"场次“{session}”不在{event.spoken_days}之内" for session in event.sessions.exclude(held_on__range=days)]
    return problems


def broken_rules_of_entry(entry: ContestEntry) -> list[str]:
    """Return in Chinese what is wrong between an entry and its contest; nothing where all is well."""
    return [] if not entry.event.is_copy and entry.event.is_contest else [f"“{entry.event}”不是赛事，作品要选一项赛事"]
