"""The ids of a page: made from titles, always there, always fit for an address."""

import re

import pytest
from hypothesis import given

from generator.guide import Guide, slug
from generator.outline import FIXED, outline
from generator.surroundings import around
from tests.texts import TEXTS


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Add an app", "add-an-app"),
        ("Identifier (Entity ID)", "identifier-entity-id"),
        ("SAML 2.0: set-up", "saml-2-0-set-up"),
        ("Über Straße", "uber-strae"),
        ("  **Bold** & `code`  ", "bold-code"),
        ("步骤", ""),
        ("---", ""),
        ("x" * 300, "x" * 300),
    ],
)
def test_slug(title: str, made: str) -> None:
    assert slug(title) == made


@given(TEXTS)
def test_slug_fits_an_address(title: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(title))


@given(TEXTS)
def test_slug_of_a_slug_is_itself(title: str) -> None:
    assert slug(slug(title)) == slug(title)


def _guide(*sections: dict[str, object]) -> Guide:
    console = {"name": "n", "url": "https://example.com/"}
    head = {"title": "t", "description": "d", "intro": "i"}
    idp = {"name": "n", "console": console}
    return Guide.model_validate({**head, "identity_provider": idp, "sections": list(sections)})


def test_ids_and_words() -> None:
    guide = _guide(
        {"title": "Add an app", "steps": [{"click": "a"}, {"click": "b", "id": "own"}]},
        {"title": "Other", "id": "mine", "steps": [{"click": "c"}]},
        {"title": "步骤", "steps": [{"click": "d"}]},
    )
    plan = outline(guide, around(guide))
    assert list(plan.ids()) == [
        *("before-you-begin", "values-at-a-glance", "finish", "troubleshooting", "next-steps"),
        *("add-an-app", "add-an-app-step-1", "own"),
        *("mine", "mine-step-1"),
        *("section-3", "section-3-step-1"),
    ]
    assert plan.words() == {
        **dict.fromkeys(FIXED, ""),
        "add-an-app": "Add an app",
        "add-an-app-step-1": "step 1",
        "own": "step 2",
        "mine": "Other",
        "mine-step-1": "step 1",
        "section-3": "步骤",
        "section-3-step-1": "step 1",
    }
