"""The two editions of a report: one that may be published, and one for the owner of the data."""

from __future__ import annotations

import attrs

from asn_dev.errors import UnknownNameError, did_you_mean, join_names
from asn_dev.messages import Message
from asn_dev.results.saving import INTERNAL_MARK
from asn_dev.study_data import StudyData, recorded

PUBLIC, INTERNAL = "public", "internal"
EDITIONS = (PUBLIC, INTERNAL)
MARK = INTERNAL_MARK
"""What stands on every page of the internal edition."""
_SOURCE = "Edisi internal: untuk pemilik data, tidak ada kelompok yang ditahan"
_SMALLEST = "privacy.minimum_group"


def checked(edition: str) -> str:
    """The name of an edition as it is; raises `UnknownNameError` for any other.

    >>> checked("public")
    'public'
    """
    if edition not in EDITIONS:
        raise UnknownNameError(
            Message("there is no edition '{edition}' of a report", edition=edition),
            hint=did_you_mean(str(edition), EDITIONS)
            or Message("one of {names}", names=join_names(EDITIONS)),
        )
    return edition


def unveiled(study: StudyData) -> StudyData:
    """The same study without withholding: the fewest people that a figure may stand on are one.

    Rules and the evaluation withhold by the same parameter, so everything is computed anew.
    """
    region = study.region
    parameters = region.parameters.with_number(_SMALLEST, 1.0, source=_SOURCE)
    return attrs.evolve(study, region=recorded(attrs.evolve(region, parameters=parameters)), kept={})
