"""Invented planning problems of a size, as plain arrays: what all solvers of the benchmark get.

People have seats in some of the sessions; sessions have days, seats, a smallest class and costs; money
is short, in total and by source; nobody is in two places, learns too many hours, closes a gap twice; not
too many of a unit are away on a day.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse

PER_PERSON = 12
BUDGET = 0.3
"""The share of what all sessions, filled, would cost."""


def instance(people: int, sessions: int, seed: int = 1) -> dict[str, Any]:
    """Values, sessions and people of the seats, places of the sessions, and the rows (at most)."""
    rng = np.random.default_rng(seed)
    start, days = (
        rng.integers(10, 340, sessions),
        rng.choice([1, 2, 3, 4, 5, 10], sessions, p=[0.2, 0.2, 0.2, 0.15, 0.2, 0.05]),
    )
    end = start + days - 1
    hours = np.where(days <= 5, days * 8, 30).astype(float)
    places = rng.integers(15, 41, sessions)
    smallest = np.minimum(places, rng.choice([5, 8, 10], sessions))
    fixed = np.round(rng.integers(4, 30, sessions) * np.where(rng.random(sessions) < 0.18, 0.5, 1.0), 1)
    each = rng.integers(1, 20, sessions) / 10
    units = max(15, people // 400)
    unit, topic = rng.integers(0, units, people), rng.integers(0, max(8, sessions // 6), sessions)
    session = np.concatenate([rng.choice(sessions, PER_PERSON, replace=False) for _ in range(people)])
    person = np.repeat(np.arange(people), PER_PERSON)
    order = np.lexsort((person, session))
    session, person = session[order], person[order]
    gap = rng.choice([1, 2, 3], len(session), p=[0.7, 0.25, 0.05])
    weight = 1 + 0.5 * rng.random(people) + 0.3 * rng.random(people)
    value = np.round(gap * weight[person] * rng.choice([1.0, 1.2], sessions)[session], 3)
    count, total = len(session), len(session) + sessions
    rows: list[tuple[Any, Any, float]] = []
    of = [np.flatnonzero(session == n) for n in range(sessions)]
    for n, seats in enumerate(of):
        rows.append((np.append(seats, count + n), np.append(np.ones(len(seats)), -places[n]), 0.0))
        rows.append((np.append(seats, count + n), np.append(-np.ones(len(seats)), smallest[n]), 0.0))
    money, budget = np.append(each[session], fixed), BUDGET * float((fixed + each * places).sum())
    rows.append((np.arange(total), money, budget))
    for source in range(3):
        mine = np.flatnonzero(np.append(session % 3, np.arange(sessions) % 3) == source)
        rows.append((mine, money[mine], 0.4 * budget))
    by_person = np.argsort(person, kind="stable")
    for mine in np.split(by_person, people):
        rows.append((mine, hours[session[mine]], 60.0))
        rows += [
            (np.flatnonzero(on), np.ones(on.sum()), 1.0) for on in _clashes(mine, session, start, end, count)
        ]
        for one in np.unique(topic[session[mine]]):
            same = mine[topic[session[mine]] == one]
            if len(same) > 1:
                rows.append((same, gap[same].astype(float), float(gap[same].max())))
    for one in range(units):
        most = max(1, int(0.1 * (unit == one).sum()))
        ours = np.flatnonzero(unit[person] == one)
        for day in np.unique(start):
            away = ours[(start[session[ours]] <= day) & (day <= end[session[ours]])]
            if len(away) > most:
                rows.append((away, np.ones(len(away)), float(most)))
    lengths = [len(columns) for columns, _, _ in rows]
    matrix = sparse.csr_array(
        (np.concatenate([v for _, v, _ in rows]), (np.repeat(np.arange(len(rows)), lengths), np.concatenate([c for c, _, _ in rows]))),
        shape=(len(rows), total),
    )  # fmt: skip
    return {
        "value": value, "session": session, "person": person, "places": places,
        "data": matrix.data, "indices": matrix.indices, "indptr": matrix.indptr,
        "most": np.array([most for _, _, most in rows]),
    }  # fmt: skip


def _clashes(mine: Any, session: Any, start: Any, end: Any, count: int) -> list[Any]:
    """The largest groups of a person's seats that share a day."""
    found: list[Any] = []
    for day in np.unique(start[session[mine]]):
        on = np.zeros(count, bool)
        on[mine[(start[session[mine]] <= day) & (day <= end[session[mine]])]] = True
        if on.sum() > 1 and not any((on <= other).all() for other in found):
            found = [other for other in found if not (other <= on).all()] + [on]
    return found
