"""The professionalism index in OpenFisca-Core: run by an environment of its own, as a program.

OpenFisca is published under the AGPL; this script uses its public interface only and nothing of it
is part of asn_dev. The rules are those of ``national/parameters/ip_asn.toml``, written the way a
country package writes them: activities are the members of a civil servant, parameters are dated,
formulas are NumPy over whole arrays.

What is fair to OpenFisca: it is filled in two ways (`openfisca_filling`), rows that no rule looks at are
dropped while reading, codes come in as small integers, and the arrays are handed over without building
a list of identifiers.
"""

# Variables are classes with names of their own in OpenFisca, and their formulas take no self.
# ruff: noqa: D101, D102, N801, N805

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
from measuring import Clock, checksum, report
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import YEAR
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from openfisca_filling import UNKNOWN, Arrays, by_numpy, by_polars

PERIOD = "2025"

Activity = build_entity(key="activity", plural="activities", label="An activity of a person", is_person=True)
CivilServant = build_entity(
    key="civil_servant",
    plural="civil_servants",
    label="A civil servant and the activities they completed",
    roles=[{"key": "participant", "plural": "participants", "label": "Who took part"}],
)


# --- parameters -----------------------------------------------------------------------------------


def _dated(value: object) -> dict[str, object]:
    return {"values": {"2019-05-15": {"value": value}}}


def _table(entries: dict[str, object]) -> dict[str, object]:
    return {f"code_{code}": _dated(value) for code, value in entries.items()}


QUALIFICATION = {
    **{"50": 25, "49": 25, "45": 20, "47": 20, "40": 15, "35": 15, "42": 15, "30": 10},
    **{"25": 5, "20": 5, "18": 5, "17": 5, "15": 5, "12": 1, "10": 1, "5": 1},
}
SEMINAR_FORMS = [4, 7, 9, 10, 11, *range(13, 26)]
PARAMETERS = {
    "qualification": _table(QUALIFICATION),
    "rating": _table({"0": 30, "1": 25, "2": 15, "3": 5, "4": 1}),
    "predicate": _table({"00": 0, "01": 1, "10": 1, "11": 1, "20": 2, "21": 2, "02": 3, "12": 3, "22": 4}),
    "measure": _table({"0": 3, "1": 2, "2": 1}),
    "clean_record": _dated(5),
    "required_training": _table({"0": 5, "1": 5, "2": 4, "3": 3, "4": 2}),
    "leadership_points": _table({"1": 15, "2": 0, "4": 0}),
    "functional_points": _table({"1": 0, "2": 15, "4": 0}),
    "technical_points": _table({"1": 15, "2": 15, "4": 22.5}),
    "seminar_points": _table({"1": 10, "2": 10, "4": 17.5}),
    "technical_hours": _dated(20),
    "technical_years": _dated(1),
    "seminar_years": _dated(2),
    "technical_forms": _dated([3, 8, 12]),
    "seminar_forms": _dated(SEMINAR_FORMS),
    "functional_forms": _dated([2]),
}


def _vector(node, size=UNKNOWN + 1):  # type: ignore[no-untyped-def]
    """The values of a table by code, so that NumPy can take them by index; unknown codes are NaN."""
    values = np.full(size, np.nan, dtype=np.float32)
    for name in node:
        values[int(name.removeprefix("code_"))] = getattr(node, name)
    return values


def _is_one_of(codes, forms):  # type: ignore[no-untyped-def]
    wanted = np.zeros(UNKNOWN + 1, dtype=bool)
    wanted[forms] = True
    return wanted[codes]


# --- variables ------------------------------------------------------------------------------------


def _input(name, entity, kind, default):  # type: ignore[no-untyped-def]
    body = {
        "value_type": kind,
        "entity": entity,
        "definition_period": YEAR,
        "label": name,
        "default_value": default,
    }
    return type(name, (Variable,), body)


INPUTS = [
    *(_input(name, Activity, int, 0) for name in ("form", "leadership", "end_year")),
    _input("hours", Activity, float, 0.0),
    *(_input(name, CivilServant, int, 0) for name in ("education", "job_kind", "unit")),
    *(_input(name, CivilServant, int, UNKNOWN) for name in ("tier", "rating", "results", "behaviour")),
    _input("heaviest_measure", CivilServant, int, UNKNOWN),
]


class technical(Variable):
    value_type = bool
    entity = Activity
    definition_period = YEAR
    label = "Technical training in its window"

    def formula(activity, period, parameters):
        p = parameters(period)
        year = activity("end_year", period)
        within = (year <= period.start.year) & (year > period.start.year - p.technical_years)
        return _is_one_of(activity("form", period), p.technical_forms) & within


class seminar(Variable):
    value_type = bool
    entity = Activity
    definition_period = YEAR
    label = "Seminar or the like in its window"

    def formula(activity, period, parameters):
        p = parameters(period)
        year = activity("end_year", period)
        within = (year <= period.start.year) & (year > period.start.year - p.seminar_years)
        return _is_one_of(activity("form", period), p.seminar_forms) & within


class qualification(Variable):
    value_type = float
    entity = CivilServant
    definition_period = YEAR
    label = "Points of education"

    def formula(civil_servant, period, parameters):
        return _vector(parameters(period).qualification)[civil_servant("education", period)]


class leadership_reached(Variable):
    value_type = bool
    entity = CivilServant
    definition_period = YEAR
    label = "The leadership training of exactly the post's level"

    def formula(civil_servant, period, parameters):
        required = _vector(parameters(period).required_training)[civil_servant("tier", period)]
        done = civil_servant.members("leadership", period)
        done = done * (civil_servant.members("end_year", period) <= period.start.year)
        # only a few activities are leadership trainings: look at those alone
        some = np.flatnonzero(done > 1)
        who = civil_servant.members_entity_id[some]
        reached = np.zeros(civil_servant.count, dtype=bool)
        reached[who[done[some] == required[who]]] = True
        return reached


class competence(Variable):
    value_type = float
    entity = CivilServant
    definition_period = YEAR
    label = "Points of competence; NaN where unknown"

    def formula(civil_servant, period, parameters):
        p = parameters(period)
        kind = civil_servant("job_kind", period)
        form = civil_servant.members("form", period)
        hours = civil_servant.members("hours", period)
        is_technical = civil_servant.members("technical", period)
        unknown = np.isnan(hours)
        technical_hours = civil_servant.sum(np.where(is_technical & ~unknown, hours, 0))
        technical_unknown = civil_servant.any(is_technical & unknown)
        enough = technical_hours >= p.technical_hours
        done = civil_servant.members("end_year", period) <= period.start.year
        functional = civil_servant.any(_is_one_of(form, p.functional_forms) & done)
        seminars = civil_servant.any(civil_servant.members("seminar", period))
        points = (
            _vector(p.leadership_points)[kind] * civil_servant("leadership_reached", period)
            + _vector(p.functional_points)[kind] * functional
            + _vector(p.technical_points)[kind] * enough
            + _vector(p.seminar_points)[kind] * seminars
        )
        return np.where(technical_unknown & ~enough, np.nan, points)


class performance(Variable):
    value_type = float
    entity = CivilServant
    definition_period = YEAR
    label = "Points of the rating, as recorded or by results and behaviour; NaN without one"

    def formula(civil_servant, period, parameters):
        p = parameters(period)
        rating = civil_servant("rating", period)
        both = np.minimum(civil_servant("results", period) * 10 + civil_servant("behaviour", period), UNKNOWN)
        predicate = np.nan_to_num(_vector(p.predicate), nan=UNKNOWN).astype(np.int32)[both]
        return _vector(p.rating)[np.where(rating < UNKNOWN, rating, predicate)]


class discipline(Variable):
    value_type = float
    entity = CivilServant
    definition_period = YEAR
    label = "Points of the heaviest measure, or of a clean record"

    def formula(civil_servant, period, parameters):
        p = parameters(period)
        points = _vector(p.measure)[civil_servant("heaviest_measure", period)]
        return np.where(np.isnan(points), p.clean_record, points)


class ip_asn(Variable):
    value_type = float
    entity = CivilServant
    definition_period = YEAR
    label = "Professionalism index; NaN where a part is unknown"

    def formula(civil_servant, period):
        parts = ("qualification", "competence", "performance", "discipline")
        return sum(civil_servant(part, period) for part in parts)


# --- data in, results out -------------------------------------------------------------------------


def _simulation(system: TaxBenefitSystem, arrays: Arrays) -> Simulation:
    simulation = SimulationBuilder().build_default_simulation(system, count=1)
    # OpenFisca sums over groups up to the last that has a member, so the last person gets an empty activity
    whose = np.append(arrays.whose, len(arrays.people["unit"]) - 1)
    members = simulation.populations["activity"]
    members.count, members.ids = len(whose), np.arange(len(whose))
    group = simulation.populations["civil_servant"]
    group.count, group.ids = len(arrays.people["unit"]), np.arange(len(arrays.people["unit"]))
    group.members_entity_id = whose
    for name, values in arrays.activities.items():
        simulation.set_input(name, PERIOD, np.append(values, values.dtype.type(0)))
    for name, values in arrays.people.items():
        simulation.set_input(name, PERIOD, values)
    return simulation


def _system() -> TaxBenefitSystem:
    system = TaxBenefitSystem([Activity, CivilServant])
    system.parameters = ParameterNode("", data=PARAMETERS)
    formulas = [
        technical,
        seminar,
        qualification,
        leadership_reached,
        competence,
        performance,
        discipline,
        ip_asn,
    ]
    system.add_variables(*INPUTS, *formulas)
    return system


def main(folder: Path, filling: str) -> None:
    """Load, match, compute, summarise; prints the figures."""
    clock = Clock()
    with clock.phase("set up"):
        system = _system()
    arrays = {"numpy": by_numpy, "polars": by_polars}[filling](folder, clock)
    with clock.phase("hand over"):
        simulation = _simulation(system, arrays)
        units = arrays.units
        del arrays
    with clock.phase("compute"):
        index = simulation.calculate("ip_asn", PERIOD)
        unit = simulation.calculate("unit", PERIOD)
        known = ~np.isnan(index)
        counts = np.bincount(unit[known], minlength=len(units))
        totals = np.bincount(unit[known], weights=index[known], minlength=len(units))
        staffed = np.bincount(unit, minlength=len(units)) > 0
        means = np.divide(totals, counts, out=np.zeros(len(units)), where=counts > 0)
    results = (
        (name, float(mean), int(count))
        for name, mean, count, some in zip(units, means, counts, staffed, strict=True)
        if some
    )
    report(clock, checksum=checksum(results), versions={"openfisca-core": version("openfisca-core")})


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
