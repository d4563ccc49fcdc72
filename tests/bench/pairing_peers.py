"""The peers, each in an environment of its own: ``python pairing_peers.py mentor_match|matching SIZE``.

Both install a top-level package `matching`. The clock runs from the people as plain records to the
pairs; importing is not counted. The pairs are printed, so that they can be checked by others.
"""

from __future__ import annotations

import sys
from importlib.metadata import version

from measuring import Clock, report
from pairing_office import GRADES, NEAR, OTHER_ORGANISATION, SAME_PROFESSION, allowed, office, points


def mentor_match(size: int) -> None:
    """mentor-match: the same rules as its own kind of rule, one round."""
    from matching.mentee import Mentee
    from matching.mentor import Mentor
    from matching.process import process_data
    from matching.rules import rule

    mentees, mentors = office(size)
    clock = Clock()
    with clock.phase("pair"):
        rules = [
            rule.Disqualify(lambda match: match.mentor.grade <= match.mentee.grade),
            rule.Disqualify(lambda match: match.mentor.topic != match.mentee.topic),
            rule.Disqualify(
                lambda match: not match.mentor.open and match.mentor.organisation != match.mentee.organisation
            ),
            rule.Generic(
                {True: SAME_PROFESSION, False: 0},
                lambda match: match.mentor.profession == match.mentee.profession,
            ),
            rule.Generic(
                {True: OTHER_ORGANISATION, False: 0},
                lambda match: match.mentor.organisation != match.mentee.organisation,
            ),
            *(
                rule.Generic(
                    {True: NEAR - lead, False: 0},
                    lambda match, lead=lead: match.mentor.grade - match.mentee.grade == lead,
                )
                for lead in range(1, GRADES)
            ),
        ]
        made = []
        for kind, side in ((Mentor, mentors), (Mentee, mentees)):
            people = [kind(email=str(one["number"]), **one) for one in side]
            for person, one in zip(people, side, strict=True):
                person.topic, person.open = one["topic"], one["open"]
            made.append(people)
        _, learners = process_data(made[0], made[1], [rules])
    pairs = [(int(one.mentors[0].email), int(one.email)) for one in learners if one.mentors]
    report(clock, pairs=pairs, versions={"mentor-match": version("mentor-match")})


def matching(size: int) -> None:
    """matching: a stable assignment of residents to hospitals, lists by points, equal ones by number."""
    from matching.games import HospitalResident

    sys.setrecursionlimit(1_000_000)
    mentees, mentors = office(size)
    clock = Clock()
    with clock.phase("pair"):
        lists = {
            f"r{one['number']}": [
                f"h{other['number']}"
                for other in sorted(
                    (mentor for mentor in mentors if allowed(mentor, one)),
                    key=lambda mentor, one=one: (-points(mentor, one), mentor["number"]),
                )
            ]
            for one in mentees
        }
        lists = {name: wanted for name, wanted in lists.items() if wanted}
        choices = {
            f"h{one['number']}": [
                f"r{other['number']}"
                for other in sorted(
                    (mentee for mentee in mentees if allowed(one, mentee)),
                    key=lambda mentee, one=one: (-points(one, mentee), mentee["number"]),
                )
            ]
            for one in mentors
        }
        choices = {name: wanted for name, wanted in choices.items() if wanted}
        game = HospitalResident.create_from_dictionaries(lists, choices, dict.fromkeys(choices, 1))
        solved = game.solve(optimal="resident")
    pairs = [
        (int(hospital.name[1:]), int(one.name[1:]))
        for hospital, residents in solved.items()
        for one in residents
    ]
    report(clock, pairs=pairs, versions={"matching": version("matching")})


if __name__ == "__main__":
    {"mentor_match": mentor_match, "matching": matching}[sys.argv[1]](int(sys.argv[2]))
