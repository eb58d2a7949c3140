"""The rules of the ledger that no constraint can hold, since they speak of several rows."""

from .models import Activity, Figure
from .quantities import Qualifier


def broken_rules(activity: Activity) -> list[str]:
    """Return in Chinese what is wrong between an activity, its programme, its pairing and its figures; nothing where all is well."""
    problems = []
    if activity.programme is not None and activity.programme.line_id != activity.line_id:
        problems.append(f"“{activity.programme}”属于“{activity.programme.line}”，这条记录要选同一项行动")
    if activity.pairing is not None and activity.pairing.community_id != activity.community_id:
        problems.append(f"“{activity.pairing}”结对的是“{activity.pairing.community}”，这条记录要选同一个社区")
    figures = Figure.objects.filter(activity=activity).select_related("indicator")
    lines = set(activity.line.counts.values_list("indicator_id", flat=True))
    for figure in figures:
        indicator = figure.indicator
        if indicator.pk not in lines:
            problems.append(f"“{indicator}”不是“{activity.line}”的指标")
        if indicator.additive == (figure.qualifier == Qualifier.ORDINAL):
            problems.append(f"“{indicator}”可以相加，不能写成第几届" if indicator.additive else f"“{indicator}”只记第几届，例如第十九届")
    return problems
