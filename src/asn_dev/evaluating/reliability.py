"""Reliability: how far the items of a scale say the same thing, by alpha and by omega.

Cronbach, L. J. (1951), Psychometrika 16:297-334, with the interval of Feldt, L. S. (1965), Psychometrika
30:357-370; omega total of McDonald, R. P. (1999), Test Theory, from one factor fitted by maximum
likelihood (Jöreskog, K. G. (1967), Psychometrika 32:443-482).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import polars as pl
import polars.selectors as cs

from asn_dev.errors import InvalidValueError, TableError, join_names
from asn_dev.messages import Message
from asn_dev.rules.definitions import Text, text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

LEAST_RESPONDENTS = 3
LEAST_ITEMS_OF_OMEGA = 3
"""With two items, a factor has more loadings than there are correlations."""
LEAST_UNIQUENESS = 0.005
"""An item of which a factor explains more than the rest is a Heywood case: the model does not fit."""
STEEPEST = 1e-5
"""How steep the likelihood may be at what is called its greatest value."""
FLAT, MOST_STEPS = 1e-10, 12
"""Where Newton's steps have arrived, and after how many they are given up."""
BLOCK = 1 << 15
"""Respondents taken at a time: what fits the cache of a processor."""


@attrs.frozen
class Reliability:
    """How reliable a scale is: alpha with its interval, omega total, and how many it is known from.

    `respondents` answered every item, `left_out` did not. What is not defined is None, and
    `alpha_reason` or `omega_reason` says why. `item_rest` is the correlation of each item with the sum of
    the others, None of an item that does not vary: below 0 the item may be turned the wrong way.
    """

    alpha: float | None
    alpha_low: float | None
    alpha_high: float | None
    omega: float | None
    items: int
    respondents: int
    left_out: int
    alpha_reason: Text | None = None
    omega_reason: Text | None = None
    item_rest: tuple[float | None, ...] = ()


def reliability(wide: pl.DataFrame, *, confidence: float = 0.95, omega: bool = True) -> Reliability:
    """The reliability of a scale: a column for each item, turned the right way, a row for each respondent.

    Only respondents who answered every item count; null, NaN and infinite are not answers. Alpha needs
    two items, three respondents and totals that differ; omega three items and a factor that fits.

    Raises `TableError` where an item holds text.

    >>> import polars as pl
    >>> wide = pl.DataFrame({"a": [1, 2, 4, 5, 3], "b": [2, 2, 5, 4, None], "c": [1, 3, 4, 4, 3]})
    >>> estimate = reliability(wide)
    >>> round(estimate.alpha, 4), round(estimate.omega, 4), estimate.respondents, estimate.left_out
    (0.9383, 0.9514, 4, 1)
    >>> print(reliability(wide.select("a")).alpha_reason.en)
    one item alone cannot agree or disagree with others
    """
    if not 0 < confidence < 1:
        raise InvalidValueError(
            Message("must lie between 0 and 1, not {confidence}", confidence=confidence),
            record="interval",
            field="confidence",
        )
    if texts := wide.select(~(cs.numeric() | cs.boolean() | cs.by_dtype(pl.Null))).columns:
        raise TableError(
            Message("no numbers in the items {items}", items=join_names(texts)),
            hint=Message("read the answers as numbers"),
        )
    covariance, mean, respondents = _covariance(wide)
    counts = wide.width, respondents, wide.height - respondents
    if reason := _without_alpha(covariance, mean, respondents):
        return Reliability(None, None, None, None, *counts, reason, reason)
    alpha = _alpha(covariance)
    low, high = _feldt(alpha, wide.width, respondents, confidence)
    total, omega_reason = _omega(covariance, mean) if omega else (None, _NOT_ASKED)
    return Reliability(alpha, low, high, total, *counts, None, omega_reason, _item_rest(covariance))


def _covariance(wide: pl.DataFrame) -> tuple[Numbers, Numbers, int]:
    """Covariances and means of the complete rows, and how many these are; block by block (Chan 1983)."""
    import numpy as np

    items = wide.width
    products, mean, count = np.zeros((items, items)), np.zeros(items), 0
    for block in wide.iter_slices(BLOCK) if items else ():
        answers = np.stack([item.cast(pl.Float64).to_numpy() for item in block.iter_columns()])
        complete = np.isfinite(answers).all(axis=0)
        if not complete.all():
            answers = answers[:, complete]
        if not (more := answers.shape[1]):
            continue
        block_mean = answers.mean(axis=1)
        answers = answers - block_mean[:, None]
        step = block_mean - mean
        products += answers @ answers.T + np.outer(step, step) * (count * more / (count + more))
        mean += step * (more / (count + more))
        count += more
    return products / max(count - 1, 1), mean, count


def _without_alpha(covariance: Numbers, mean: Numbers, respondents: int) -> Text | None:
    """Why there is no alpha; None if there is one."""
    if len(covariance) < 2:
        return _ONE_ITEM if len(covariance) else _NO_ITEM
    if respondents < LEAST_RESPONDENTS:
        return text(
            id=f"{respondents} responden menjawab semua butir; diperlukan sekurangnya {LEAST_RESPONDENTS}",
            en=f"{respondents} respondents answered every item; at least {LEAST_RESPONDENTS} are needed",
        )
    # what binary fractions leave of a spread that is none
    least = 1e-12 * covariance.trace() + (1e-12 * abs(mean).sum()) ** 2
    return _SAME_TOTALS if covariance.sum() <= least else None


def _alpha(covariance: Numbers) -> float:
    items = len(covariance)
    return float(items / (items - 1) * (1 - covariance.trace() / covariance.sum()))


def _item_rest(covariance: Numbers) -> tuple[float | None, ...]:
    """The correlation of each item with the sum of the others."""
    import numpy as np

    own, with_all = covariance.diagonal(), covariance.sum(axis=1)
    rest = covariance.sum() - 2 * with_all + own
    with np.errstate(invalid="ignore", divide="ignore"):
        correlations = (with_all - own) / np.sqrt(own * rest)
    return tuple(float(each) if np.isfinite(each) else None for each in correlations)


def _feldt(alpha: float, items: int, respondents: int, confidence: float) -> tuple[float, float]:
    from scipy.special import fdtri

    among = respondents - 1, (respondents - 1) * (items - 1)
    tail = (1 - confidence) / 2
    low, high = (1 - (1 - alpha) * float(fdtri(*among, share)) for share in (1 - tail, tail))
    return low, high


def _omega(covariance: Numbers, mean: Numbers) -> tuple[float | None, Text | None]:
    """Omega total, (sum of loadings)^2 / total variance by the model, or why there is none."""
    import numpy as np

    if len(covariance) < LEAST_ITEMS_OF_OMEGA:
        return None, _TWO_ITEMS
    spread = np.sqrt(covariance.diagonal())
    if (spread <= 1e-12 * abs(mean)).any():
        return None, _CONSTANT_ITEM
    loadings, uniqueness, steepness = _one_factor(covariance / np.outer(spread, spread))
    if (uniqueness <= LEAST_UNIQUENESS * (1 + 1e-6)).any():
        return None, _HEYWOOD
    if steepness > STEEPEST:
        return None, _NOT_CONVERGED
    common = float(loadings @ spread) ** 2
    return common / (common + float(uniqueness @ spread**2)), None


def _one_factor(correlation: Numbers) -> tuple[Numbers, Numbers, float]:
    """Loadings and uniqueness of one factor, and how steep the likelihood still is there."""
    import numpy as np
    from scipy.optimize import minimize

    if quick := _by_newton(correlation):
        return quick

    def misfit(logs: Numbers) -> tuple[float, Numbers]:
        uniqueness, values, _, loadings = _model(correlation, logs)
        rest = np.maximum(values[:-1], 1e-12)  # perfectly correlated items leave eigenvalues of none
        return float((rest - np.log(rest) - 1).sum()), (loadings**2 + uniqueness - 1) / uniqueness

    solution: Any = minimize(
        misfit,
        np.full(len(correlation), np.log(0.5)),
        jac=True,
        method="L-BFGS-B",
        bounds=[(np.log(LEAST_UNIQUENESS), None)] * len(correlation),
        options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 1000},
    )
    uniqueness, _, _, loadings = _model(correlation, solution.x)
    return loadings, uniqueness, float(abs(misfit(solution.x)[1]).max())


def _by_newton(correlation: Numbers) -> tuple[Numbers, Numbers, float] | None:
    """The same by Newton's steps, ten times faster; None unless they lead straight into a trough."""
    import numpy as np

    logs = np.full(len(correlation), np.log(0.5))
    for _ in range(MOST_STEPS):
        uniqueness, values, vectors, loadings = _model(correlation, logs)
        rest, first = values[:-1], values[-1]
        if rest[0] <= 1e-6 or first - rest[-1] <= 1e-3 or uniqueness.min() < 2 * LEAST_UNIQUENESS:
            return None
        slope = (loadings**2 + uniqueness - 1) / uniqueness
        # How 1 - eigenvalue, of all but the first, changes: a function of a matrix, by divided differences.
        weight = np.zeros((len(values), len(values)))
        weight[:-1, :-1] = (rest[:, None] + rest) / 2
        weight[:-1, -1] = weight[-1, :-1] = (1 - rest) * (first + rest) / (first - rest) / 2
        pairs = vectors[:, None, :] * vectors
        curvature = ((pairs @ weight) * pairs).sum(axis=-1)
        if np.linalg.eigvalsh(curvature)[0] <= 1e-6:
            return None
        if (steepness := float(abs(slope).max())) < FLAT:
            return loadings, uniqueness, steepness
        step = np.linalg.solve(curvature, slope)
        logs = logs - step * min(1.0, 1.0 / abs(step).max())
    return None


def _model(correlation: Numbers, logs: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Uniqueness, eigenvalues and vectors of the correlations in its units, and the best loadings."""
    import numpy as np

    uniqueness = np.exp(logs)
    root = np.sqrt(uniqueness)
    values, vectors = np.linalg.eigh(correlation / np.outer(root, root))
    return uniqueness, values, vectors, root * vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0))


_NO_ITEM = text(id="tidak ada butir", en="there is no item")
_ONE_ITEM = text(
    id="satu butir saja tidak dapat dibandingkan dengan yang lain",
    en="one item alone cannot agree or disagree with others",
)
_SAME_TOTALS = text(
    id="jumlah jawaban semua responden sama: tidak ada keragaman",
    en="the totals of all respondents are the same: there is no variation",
)
_NOT_ASKED = text(id="tidak diminta", en="not asked for")
_TWO_ITEMS = text(
    id=f"omega memerlukan sekurangnya {LEAST_ITEMS_OF_OMEGA} butir",
    en=f"omega needs at least {LEAST_ITEMS_OF_OMEGA} items",
)
_CONSTANT_ITEM = text(
    id="ada butir yang dijawab sama oleh semua responden",
    en="there is an item that all respondents answered alike",
)
_HEYWOOD = text(
    id="model satu faktor tidak cocok: satu butir terjelaskan seluruhnya (kasus Heywood)",
    en="the model of one factor does not fit: it explains the whole of an item (a Heywood case)",
)
_NOT_CONVERGED = text(id="model satu faktor tidak konvergen", en="the model of one factor did not converge")
