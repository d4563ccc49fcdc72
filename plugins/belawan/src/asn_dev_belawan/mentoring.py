"""Mentoring: who knows a task guides those who learn it, so the task field decides first.

How much it decides is the parameter ``mentoring.fit_weights``; here stands only what counts as one field.
"""

from __future__ import annotations

from functools import reduce
from operator import or_

from asn_dev.plugin import CandidatePair, Parameters, indicator, mentions, nw, text


@indicator(
    of=CandidatePair,
    bounds=(0, 1),
    label=text(id="Bidang tugas sama", en="Same task field"),
    tolerates_null=("mentor_field", "mentee_field"),
)
def fit_field(inherited: nw.Expr, mentor_field: nw.Expr, mentee_field: nw.Expr, p: Parameters) -> nw.Expr:
    """What the parent says of one field and of two; more where both posts have to do with the same task."""
    tasks = p.lookup("belawan.mentoring.task_words")
    both = [
        mentions(mentor_field, tasks.codes(task)) & mentions(mentee_field, tasks.codes(task))
        for task in dict.fromkeys(tasks.values())
    ]
    related = nw.when(reduce(or_, both)).then(nw.lit(p.number("belawan.mentoring.related_field")))
    return nw.max_horizontal(inherited, related)
