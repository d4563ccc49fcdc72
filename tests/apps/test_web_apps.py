"""The views of docs/how-to/web-app.md answer as the page says, in FastAPI and in Django."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
NIP = "198704122010012345"

Post = Callable[[Any], tuple[int, Any]]


@pytest.fixture(params=["fastapi", "django"])
def post(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Post:
    """Sends a body to the view and gives status and answer."""
    pytest.importorskip(request.param)
    monkeypatch.syspath_prepend(str(EXAMPLES))
    made: Post = request.getfixturevalue(f"post_to_{request.param}")
    return made


@pytest.fixture
def post_to_fastapi() -> Post:
    import fastapi_app
    from fastapi.testclient import TestClient

    client = TestClient(fastapi_app.app)

    def send(body: Any) -> tuple[int, Any]:
        answer = client.post("/scores", json=body)
        return answer.status_code, answer.json()

    return send


@pytest.fixture
def post_to_django() -> Post:
    from django.conf import settings

    if not settings.configured:
        settings.configure(ALLOWED_HOSTS=["testserver"], DEFAULT_CHARSET="utf-8")
    import django_view
    from django.test import RequestFactory

    def send(body: Any) -> tuple[int, Any]:
        request = RequestFactory().post("/scores", json.dumps(body), content_type="application/json")
        answer = django_view.scores(request)
        return answer.status_code, json.loads(answer.content)

    return send


def question(*activities: dict[str, Any], nip: str = NIP) -> dict[str, Any]:
    """A PNS with a bachelor's degree who completed these."""
    person = {"nip": nip, "employment": "PNS", "education": "40", "job_kind": "2"}
    return {"on": "2025-12-31", "civil_servants": [person], "participations": list(activities)}


def test_rows_go_in_and_scores_come_out(post):
    """24 JP of technical training in the year are more than the 20 that are asked for."""
    status, answer = post(question({"nip": NIP, "form": "3", "hours": 24, "end": "2025-05-09"}))
    assert status == 200
    assert answer["region"] == "nasional"
    assert answer["on"] == "2025-12-31"
    (scores,) = answer["scores"]
    assert (scores["learning_hours"], scores["learning_hours_met"]) == (24.0, True)


def test_nothing_completed_is_not_the_same_as_not_known(post):
    """An empty list gives 0 hours, a missing one null."""
    assert post(question())[1]["scores"][0]["learning_hours"] == 0.0
    unknown = {key: value for key, value in question().items() if key != "participations"}
    assert post(unknown)[1]["scores"][0]["learning_hours"] is None


def test_rows_that_cannot_be_used_are_named_without_their_values(post):
    """Status 422; table, row and column as FastAPI names them; no personal number in the answer."""
    bad = "198713122010012345"
    status, answer = post(question({"nip": NIP, "form": "3", "hours": -1, "end": "2025-05-09"}, nip=bad))
    assert status == 422
    places = [fault["loc"] for fault in answer["detail"]]
    assert places == [["body", "civil_servants", 0, "nip"], ["body", "participations", 0, "hours"]]
    assert bad not in json.dumps(answer)


def test_a_body_of_another_shape_is_refused(post):
    """A date that is none, and a field that nobody knows."""
    status, answer = post({**question({"nip": NIP, "jam": 3}), "on": "31-12-2025"})
    assert status == 422
    assert {tuple(fault["loc"])[-1] for fault in answer["detail"]} == {"on", "jam"}


def test_a_day_without_rules_is_said(post):
    """The message of the library, not a broken server."""
    status, answer = post({**question(), "on": "1999-12-31"})
    assert status == 422
    assert answer["detail"][0]["msg"]
