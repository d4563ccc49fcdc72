"""One planning problem by one solver, in a process of its own: ``planning_solvers.py NAME FILE.npz SECONDS``.

Prints what was found as JSON: value, bound, seconds, peak memory. CP-SAT runs in an environment of its own.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from typing import Any

import numpy as np
from scipy import sparse


def ours(case: Any, seconds: float) -> tuple[float, float]:
    """The search of asn_dev; it looks at no clock."""
    from asn_dev.planning.problem import Problem, Rows
    from asn_dev.planning.search import search

    count, sessions = len(case["value"]), len(case["places"])
    rows = len(case["most"])
    problem = Problem(
        case["value"], case["session"], case["person"], case["places"],
        Rows(_matrix(case), case["most"], [""] * rows, [()] * rows, np.ones(rows), np.zeros(rows, bool)),
        np.zeros(count + sessions), np.ones(count + sessions),
    )  # fmt: skip
    for found in search(problem):
        last = found
    assert last.chosen is not None
    assert problem.holds(last.chosen)
    return last.value, last.bound


def highs(case: Any, seconds: float) -> tuple[float, float]:
    """HiGHS given the whole model."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    count, total = len(case["value"]), len(case["value"]) + len(case["places"])
    each = np.arange(count)
    needs = sparse.csr_array(
        (np.append(np.ones(count), -np.ones(count)), (np.append(each, each), np.append(each, count + case["session"]))),
        shape=(count, total),
    )  # fmt: skip
    answer = milp(
        -np.append(case["value"], np.zeros(total - count)),
        constraints=[LinearConstraint(_matrix(case), -np.inf, case["most"]), LinearConstraint(needs, -np.inf, 0)],
        bounds=Bounds(0, 1), integrality=np.ones(total), options={"time_limit": seconds, "mip_rel_gap": 0.002},
    )  # fmt: skip
    bound = -answer.mip_dual_bound if answer.mip_dual_bound is not None else float("inf")
    return (-answer.fun if answer.x is not None else 0.0), bound


def cpsat(case: Any, seconds: float) -> tuple[float, float]:
    """OR-Tools CP-SAT given the whole model, on two workers."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    count, sessions = len(case["value"]), len(case["places"])
    columns = [model.new_bool_var("") for _ in range(count + sessions)]
    matrix = _matrix(case)
    for row, most in enumerate(case["most"]):
        entries = slice(matrix.indptr[row], matrix.indptr[row + 1])
        names, numbers = (
            [columns[n] for n in matrix.indices[entries]],
            np.round(matrix.data[entries] * 10).astype(int),
        )
        model.add(
            cp_model.LinearExpr.weighted_sum(names, numbers.tolist()) <= int(np.floor(most * 10 + 1e-6))
        )
    for seat, session in enumerate(case["session"]):
        model.add_implication(columns[seat], columns[count + session])
    model.maximize(
        cp_model.LinearExpr.weighted_sum(columns[:count], np.round(case["value"] * 1000).astype(int).tolist())
    )
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.relative_gap_limit = 0.002
    found = solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return (solver.objective_value / 1000 if found else 0.0), solver.best_objective_bound / 1000


def _matrix(case: Any) -> Any:
    return sparse.csr_array(
        (case["data"], case["indices"], case["indptr"]),
        shape=(len(case["most"]), len(case["value"]) + len(case["places"])),
    )


if __name__ == "__main__":
    name, file, limit = sys.argv[1:4]
    with np.load(file) as stored:
        given = dict(stored)
    begun = time.perf_counter()
    value, bound = {"ours": ours, "highs": highs, "cpsat": cpsat}[name](given, float(limit))
    told = {"value": value, "bound": bound, "seconds": time.perf_counter() - begun}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write("\n" + json.dumps({**told, "peak_mib": peak}) + "\n")
