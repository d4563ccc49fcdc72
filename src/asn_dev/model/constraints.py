"""The constrained types of the model: what a value may be, written once.

From these types come the validators of the records, the check of whole columns, the Hypothesis
strategies and the reference table in the docs. Bounds are inclusive unless they say otherwise.
"""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Gt, Le, MaxLen, MinLen

Level = Annotated[int, Ge(1), Le(5)]
"""A competency level, 1 (paham) to 5 (ahli): PermenPANRB 38/2017."""

Hours = Annotated[float, Gt(0), Le(2000)]
"""Learning hours (JP, 45 minutes each) of one activity; 0 is 'not recorded', hence not allowed."""

HoursTotal = Annotated[float, Ge(0), Le(20_000)]
"""A sum of learning hours (JP); a sum may be 0."""

Points = Annotated[float, Ge(0), Le(100)]
"""A score on the scale 0-100."""

Rupiah = Annotated[float, Ge(0)]
"""An amount in rupiah."""

Minutes = Annotated[float, Ge(0), Le(100_000)]
"""A duration in minutes."""

Clock = Annotated[int, Ge(0), Le(1439)]
"""A time of day: the minutes since midnight, local time; 1170 is 19.30."""

Count = Annotated[int, Ge(0)]
"""How many: requests, errors, complaints."""

Seats = Annotated[int, Ge(1)]
"""Places in a session."""

Year = Annotated[int, Ge(1945), Le(2100)]
"""A calendar year."""

Satisfaction = Annotated[int, Ge(1), Le(5)]
"""A learner's satisfaction with one mentoring session, 1 to 5."""

Key = Annotated[str, MinLen(1), MaxLen(500)]
"""A name or code that other rows refer to."""
