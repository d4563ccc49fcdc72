"""Two-way fixed effects: the regression that most studies print, kept for comparison only.

Each series (a service of a unit) has a level of its own and each month what it brings to all. Errors are
clustered by unit (Bertrand, Duflo and Mullainathan (2004), Quarterly Journal of Economics 119:249-275).
Nothing is concluded from it: with units trained in different months it weighs some effects negatively
(Goodman-Bacon (2021), Journal of Econometrics 225:254-277), and with few units its interval is too narrow
(MacKinnon and Webb (2017), Journal of Applied Econometrics 32:233-254).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs
import polars as pl

from asn_dev.errors import InvalidValueError
from asn_dev.messages import Message
from asn_dev.rules.definitions import Text, text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Codes = NDArray[np.int64]

LARGEST = 1e100
"""No measure of a service is so large; the square of a larger one can be no number, so it is unknown."""

LEAST_CLUSTERS = 3
"""With two clusters the residuals of each cancel, and the standard error would be none."""
NEGLIGIBLE = 1e-10
"""A share of variation this small is what rounding leaves of none."""


@attrs.frozen
class Estimate:
    """A coefficient with its clustered standard error, two-sided p and interval; None where not defined."""

    value: float | None = None
    standard_error: float | None = None
    p: float | None = None
    low: float | None = None
    high: float | None = None
    reason: Text | None = None


def two_way_fixed_effects(
    panel: pl.DataFrame,
    *,
    outcome: str,
    cluster: str,
    series: str | Sequence[str],
    month: str,
    treated: str,
    after: str,
    confidence: float = 0.95,
) -> Estimate:
    """The effect of a training on a monthly outcome, by two-way fixed effects; panels may have gaps.

    A row is a month of a series. `treated` (flag) says whether the unit was trained at all, `after` (flag)
    whether the month lies after the training, also for the others. Rows of which anything is unknown, or
    beyond all measure, are left out. Standard error, p and interval are those of statsmodels
    OLS with ``cov_type="cluster"`` and ``use_t``: t with as many degrees of freedom as clusters less one.

    >>> import polars as pl
    >>> from datetime import date
    >>> panel = pl.DataFrame({
    ...     "unit": ["A", "A", "B", "B"],
    ...     "month": [date(2025, 4, 1), date(2025, 7, 1)] * 2,
    ...     "minutes": [52.0, 35.0, 50.0, 49.0],
    ...     "treated": [True, True, False, False],
    ...     "after": [False, True] * 2,
    ... })
    >>> regression = two_way_fixed_effects(
    ...     panel, outcome="minutes", cluster="unit", series="unit", month="month",
    ...     treated="treated", after="after",
    ... )
    >>> round(regression.value, 6), regression.low, regression.reason.en
    (-16.0, None, 'an interval needs at least 3 units; there are 2')
    """
    if not 0 < confidence < 1:
        raise InvalidValueError(
            Message("must lie between 0 and 1, not {confidence}", confidence=confidence),
            record="interval",
            field="confidence",
        )
    by = [series] if isinstance(series, str) else list(series)
    number = pl.col(outcome).cast(pl.Float64)
    complete = panel.select(
        outcome=pl.when(number.abs() < LARGEST).then(number),
        cluster=_code(cluster),
        series=_code(*by),
        month=pl.col(month).dt.year().cast(pl.Int64) * 12 + pl.col(month).dt.month(),
        treated=treated,
        after=after,
    ).drop_nulls()
    if reason := _without_effect(complete):
        return Estimate(reason=reason)
    regressor = (complete["treated"] & complete["after"]).cast(pl.Float64).to_numpy()
    return _estimate(complete, regressor, confidence, _NO_EFFECT)


def _code(*columns: str) -> pl.Expr:
    """A number for each value of the columns; null where any of them is."""
    complete = pl.all_horizontal(pl.col(columns).is_not_null())
    return pl.when(complete).then(pl.struct(columns).rank("dense"))


def _without_effect(panel: pl.DataFrame) -> Text | None:
    """The reason why no effect can be estimated; None if one can."""
    sides = set(panel.select("treated", "after").unique().rows())
    if not panel.height:
        return text(id="tidak ada data", en="there are no data")
    for was_treated, missing in ((True, _NO_TREATED), (False, _NO_COMPARISON)):
        if not sides & {(was_treated, False), (was_treated, True)}:
            return missing
    for is_after, missing in ((False, _NO_BEFORE), (True, _NO_AFTER)):
        if not {(True, is_after), (False, is_after)} <= sides:
            return missing
    return None


def _estimate(rows: pl.DataFrame, regressor: Numbers, confidence: float, undefined: Text) -> Estimate:
    """The coefficient of a regressor beside series and months, its errors clustered."""
    import numpy as np
    from scipy.special import stdtr, stdtrit

    partial, outcome, absorbed = _partialled(rows, regressor[:, None])
    variation = float((partial[:, 0] ** 2).sum())
    if variation <= NEGLIGIBLE * float((regressor**2).sum()):
        return Estimate(reason=undefined)
    value = float(partial[:, 0] @ outcome) / variation
    _, cluster = np.unique(rows["cluster"].to_numpy(), return_inverse=True)
    clusters, freedom = int(cluster.max()) + 1, rows.height - absorbed - 1
    if clusters < LEAST_CLUSTERS:
        return Estimate(value, reason=text(
            id=f"selang memerlukan sekurangnya {LEAST_CLUSTERS} unit; yang ada {clusters}",
            en=f"an interval needs at least {LEAST_CLUSTERS} units; there are {clusters}",
        ))  # fmt: skip
    scores = np.bincount(cluster, partial[:, 0] * (outcome - partial[:, 0] * value))
    noise = float((scores**2).sum())
    if freedom < 1 or noise <= (NEGLIGIBLE * variation * max(abs(value), np.abs(outcome).max())) ** 2:
        return Estimate(value, reason=_NO_RESIDUALS)
    correction = clusters / (clusters - 1) * (rows.height - 1) / freedom
    error = float(np.sqrt(correction * noise)) / variation
    half = float(stdtrit(clusters - 1, (1 + confidence) / 2)) * error
    p = 2 * float(stdtr(clusters - 1, -abs(value / error)))
    return Estimate(value, error, p, value - half, value + half)


def _partialled(rows: pl.DataFrame, regressors: Numbers) -> tuple[Numbers, Numbers, int]:
    """Regressors and outcome less what series and months explain, and how many parameters that took."""
    import numpy as np

    rows = rows.with_row_index("row").sort("series")
    _, start, size = np.unique(rows["series"].to_numpy(), return_index=True, return_counts=True)
    months, month = np.unique(rows["month"].to_numpy(), return_inverse=True)
    dummies = (month[:, None] == np.arange(1, len(months))).astype(np.float64)
    values = np.column_stack([regressors[rows["row"].to_numpy()], rows["outcome"].to_numpy(), dummies])
    means = np.add.reduceat(values, start, axis=0) / size[:, None]
    values -= np.repeat(means, size, axis=0)
    wanted, dummies = np.split(values, [regressors.shape[1] + 1], axis=1)
    # by their products, which are some dozen numbers squared where the rows are thousands
    products = dummies.T @ dummies
    coefficients, _, rank, _ = np.linalg.lstsq(products, dummies.T @ wanted, rcond=NEGLIGIBLE)
    wanted = (wanted - dummies @ coefficients)[np.argsort(rows["row"].to_numpy())]
    return wanted[:, :-1], wanted[:, -1], len(start) + int(rank)


_NO_TREATED = text(id="tidak ada unit yang dilatih", en="there is no trained unit")
_NO_COMPARISON = text(
    id="tidak ada unit pembanding yang tidak dilatih",
    en="there is no unit to compare with that was not trained",
)
_NO_BEFORE = text(
    id="tidak ada bulan sebelum pelatihan, di unit yang dilatih atau di pembandingnya",
    en="there is no month before the training, in the trained units or in the others",
)
_NO_AFTER = text(
    id="tidak ada bulan sesudah pelatihan, di unit yang dilatih atau di pembandingnya",
    en="there is no month after the training, in the trained units or in the others",
)
_NO_EFFECT = text(
    id="tidak ada layanan yang diamati sebelum dan sesudah pelatihan bersama pembandingnya",
    en="no service was observed before and after the training beside one to compare with",
)
_NO_RESIDUALS = text(
    id="data terlalu sedikit: tidak ada sisa untuk menaksir galat baku",
    en="too few data: nothing is left to estimate a standard error from",
)
