"""The office of the comparison: people with a grade, profession, organisation and topic; what a pair is worth.

Only the standard library, for it is shared by cases in different environments. As many mentors as
mentees, each mentor takes one. A mentor must have a higher grade and offer the topic asked for, and three
of ten take learners of their own organisation alone; points are given for the same profession, for
another organisation, and for grades that are near.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

GRADES = 7
PROFESSIONS = ("Guru", "Perawat", "Perencana", "Auditor", "Pranata Komputer", "Arsiparis")
ORGANISATIONS = 12
TOPICS = 8
OPEN = 0.7
SAME_PROFESSION, OTHER_ORGANISATION, NEAR = 24, 3, 7

Person = dict[str, Any]


def office(size: int, seed: int = 6) -> tuple[list[Person], list[Person]]:
    """So many mentees and as many mentors.

    >>> mentees, mentors = office(3)
    >>> sorted(mentees[0])
    ['grade', 'number', 'open', 'organisation', 'profession', 'topic']
    """
    lots = random.Random(seed)  # noqa: S311  (a benchmark is no secret)

    def people(first: int, weights: Sequence[int]) -> list[Person]:
        return [
            {
                "number": first + n,
                "grade": lots.choices(range(GRADES), weights)[0],
                "profession": lots.choice(PROFESSIONS),
                "organisation": f"Dinas {lots.randrange(ORGANISATIONS)}",
                "topic": f"T{lots.randrange(TOPICS)}",
                "open": lots.random() < OPEN,
            }
            for n in range(size)
        ]

    return people(0, (6, 6, 5, 4, 3, 2, 2)), people(size, (2, 3, 4, 4, 4, 3, 3))


def allowed(mentor: Person, mentee: Person) -> bool:
    """A mentor has a higher grade, offers the topic, and welcomes the organisation."""
    welcome = mentor["open"] or mentor["organisation"] == mentee["organisation"]
    return bool(mentor["grade"] > mentee["grade"] and mentor["topic"] == mentee["topic"] and welcome)


def points(mentor: Person, mentee: Person) -> int:
    """What a pair that is allowed is worth."""
    same = SAME_PROFESSION if mentor["profession"] == mentee["profession"] else 0
    other = OTHER_ORGANISATION if mentor["organisation"] != mentee["organisation"] else 0
    return int(same + other + NEAR - (mentor["grade"] - mentee["grade"]))
