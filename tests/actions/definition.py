"""What figures.md section 2 says, over sets of days: no cells, no months, no order of work. Tests hold the ledger against it."""

from datetime import date

BEFORE_ALL = date(2000, 1, 1)  # where an unknown start lies: before every known day and every period


def day_set(first, last):
    first = first or BEFORE_ALL
    return frozenset(range(first.toordinal(), last.toordinal() + 1))


class Definition:
    """Section 2 of figures.md over sets of days: no cells, no months, no order of work."""

    def __init__(self, figures, answers):
        self.figures = figures
        self.days = {figure: day_set(figure.first, figure.last) for figure in figures}
        self.apart = {frozenset([answer.first, answer.second]) for answer in answers if answer.counts_both}
        self.weight = {figure: max(other.floor for other in figures if other == figure or self.by_days(figure, other)) for figure in figures}

    def by_days(self, summary, record):
        if summary == record or not summary.summary or not self.days[record] <= self.days[summary]:
            return False
        if summary.community and summary.community != record.community:
            return False
        twins = record.summary and self.days[record] == self.days[summary] and record.community == summary.community
        return not twins or max(summary, record, key=lambda one: (one.published, one.activity)) == summary

    def settled_by_overlap(self, one, other):
        """Whether the two are of those that only overlap, whoever is the stronger."""
        if one == other or not (one.summary or other.summary) or not self.days[one] & self.days[other]:
            return False
        if self.by_days(one, other) or self.by_days(other, one):
            return False
        if one.community and other.community and one.community != other.community:
            return False
        return not any(left.summary and left.community and not right.summary and not right.community for left, right in ((one, other), (other, one)))

    def stronger(self, one, other):
        """Return the stronger of two, question by question."""
        questions = [
            lambda figure: figure.summary,
            lambda figure: figure.community == 0,
            lambda figure: self.weight[figure],
            lambda figure: max(self.days[figure]),
            lambda figure: -min(self.days[figure]),
            lambda figure: figure.published,
            lambda figure: figure.activity,
        ]
        return next(max(one, other, key=question) for question in questions if question(one) != question(other))

    def stands(self, one, other):
        if self.by_days(one, other):
            return True
        if not self.settled_by_overlap(one, other) or frozenset([one.activity, other.activity]) in self.apart:
            return False
        return self.stronger(one, other) == one

    def counted(self, period, community=0):
        """Return what counts in a set of days: all that lies in it and for which nothing in it stands, of one community or of all."""
        within = [figure for figure in self.figures if self.lies_in(figure, period) and community in (0, figure.community)]
        return {figure.activity for figure in within if not any(self.stands(other, figure) for other in within)}

    def lies_in(self, figure, period):
        if period.is_all:
            return True
        if period.is_upto:
            return max(self.days[figure]) <= period.last.toordinal()
        return self.days[figure] <= day_set(period.first, period.last)
