"""The view in FastAPI: ``fastapi run fastapi_app.py``."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, HTTPException
from person_scores import Question, RefusedRowsError, person_scores

import asn_dev as asn

app = FastAPI(title="Skor ASN")


@app.post("/scores")
def scores(question: Question) -> dict[str, Any]:
    """Not `async`: the work is computing, so it belongs in a thread of FastAPI's pool."""
    try:
        return person_scores(question)
    except RefusedRowsError as refused:
        raise HTTPException(422, refused.faults) from None
    except asn.AsnDevError as error:  # no rules on that day, a column that is missing, ...
        raise HTTPException(422, [{"loc": ["body"], "msg": str(error), "type": "asn_dev"}]) from None
