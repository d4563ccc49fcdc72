"""The same view in Django: ``path("scores", django_view.scores)`` in the project's urls."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST
from person_scores import Question, RefusedRowsError, person_scores
from pydantic import ValidationError

import asn_dev as asn


@require_POST
def scores(request: HttpRequest) -> JsonResponse:
    """Put a permission above it, such as ``@permission_required("kepegawaian.view_skor")``."""
    try:
        return JsonResponse(person_scores(Question.model_validate_json(request.body)))
    except ValidationError as invalid:
        faults = invalid.errors(include_input=False, include_url=False, include_context=False)
        return JsonResponse({"detail": faults}, status=422)
    except RefusedRowsError as refused:
        return JsonResponse({"detail": refused.faults}, status=422)
    except asn.AsnDevError as error:
        return JsonResponse({"detail": [{"loc": ["body"], "msg": str(error)}]}, status=422)
