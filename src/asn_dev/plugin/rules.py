"""What a plugin says rules with: decorators, aggregates, parameters, and the records they speak of."""

import narwhals as nw

from asn_dev.model import *
from asn_dev.model import __all__ as _nouns
from asn_dev.rules.aggregates import (
    Aggregate,
    any_of,
    count_of,
    greatest_of,
    least_of,
    max_of,
    mean_of,
    min_of,
    only_of,
    single_value_of,
    sum_of,
)
from asn_dev.rules.answers import FAULTS, judged, judged_by_version
from asn_dev.rules.definitions import Rule, Text, forbids, indicator, rules_of, summary, text, view
from asn_dev.rules.factories import survey_index, weighted_score
from asn_dev.rules.hookspecs import API_VERSION, Identity, hookimpl
from asn_dev.rules.instruments import BEHAVIOUR, REACTION, SATISFACTION, TESTS, Instruments, Questionnaire
from asn_dev.rules.limits import SumBound, at_least, at_most, limit
from asn_dev.rules.parameters import Parameters
from asn_dev.rules.periods import Period
from asn_dev.rules.values import Lookup, is_one_of, mentions, round_half_up

__all__ = [  # noqa: PLE0604  (the nouns are listed by the model)
    "Aggregate",
    "any_of",
    "API_VERSION",
    "at_least",
    "at_most",
    "BEHAVIOUR",
    "count_of",
    "FAULTS",
    "forbids",
    "greatest_of",
    "hookimpl",
    "Identity",
    "indicator",
    "Instruments",
    "is_one_of",
    "judged",
    "judged_by_version",
    "least_of",
    "limit",
    "Lookup",
    "max_of",
    "min_of",
    "single_value_of",
    "mean_of",
    "mentions",
    "nw",
    "only_of",
    "Parameters",
    "Period",
    "Questionnaire",
    "REACTION",
    "round_half_up",
    "Rule",
    "rules_of",
    "SATISFACTION",
    "sum_of",
    "SumBound",
    "summary",
    "survey_index",
    "TESTS",
    "Text",
    "text",
    "view",
    "weighted_score",
    *_nouns,
]
