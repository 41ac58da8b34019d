"""What readers of a built site see of a proof: what was tried, and what has changed since."""

from collections.abc import Collection

from tests import proofs
from tests.mkdocs.sites import Built, Site, attributes

GUIDE = "docs/sso/acme.guide.yml"
PAGE = "sso/acme/index.html"


def _prove(site: Site, unproven: Collection[str] = (), **other: object) -> None:
    text = site.read(GUIDE)
    site.write(GUIDE, text.replace("intro:", "verified: {by: proof}\nintro:"))
    proofs.beside(site.folder / GUIDE, unproven, **other)


def _said(built: Built) -> list[str]:
    return [" ".join(node.text().split()) for node in built.article(PAGE).css(".handrail-proof")]


def test_page_says_what_was_tried(site: Site) -> None:
    _prove(site)
    built = site.build("--strict").expect_clean()
    said = "Proven on 2026-11-24 against Acme 2.16.1: 5 of 5 steps and a sign-in."
    assert _said(built) == [said]
    assert not {name for name in built.files() if name.endswith(".json") and "proof" in name}


def test_page_leads_to_what_was_not_tried(site: Site) -> None:
    _prove(site, {"enter-the-values-step-2"}, signed_in=False)
    built = site.build()
    (said,) = _said(built)
    assert said.endswith(
        "4 of 5 steps but no sign-in. Not tried: Enter the values, step 2 (it is done in words)."
    )
    links = attributes(built.article(PAGE), ".handrail-proof a", "href")
    assert links == ["#enter-the-values-step-2"]


def test_page_leads_to_what_has_changed_since(site: Site) -> None:
    _prove(site, {"enter-the-values-step-3"})
    text = site.read(GUIDE)
    first = text.index("    steps:\n      - ") + len("    steps:\n")
    site.write(GUIDE, text[:first] + "      - click: New\n" + text[first:])
    built = site.build()
    (said,) = _said(built)
    assert said.endswith("Changed since then, and not tried: Open the settings, step 1.")
    assert "Not tried: Enter the values, step 3 (" in said


def test_page_says_that_steps_are_gone(site: Site) -> None:
    _prove(site)
    text = site.read(GUIDE)
    start = text.index("      - ")
    end = text.index("      - ", start + 1)
    site.write(GUIDE, text[:start] + text[end:])
    (said,) = _said(site.build())
    assert said.endswith("Since then steps were left out, and what is left was not tried again.")


def test_page_says_nothing_of_a_proof_that_it_has_not(site: Site) -> None:
    _prove(site)
    (site.folder / "docs/sso/acme.proof.json").unlink()
    built = site.build()
    assert "proof/missing" in built.log
    assert _said(built) == []


def test_proof_that_nobody_speaks_of_is_not_published(site: Site) -> None:
    _prove(site)
    (site.folder / "docs/sso/acme.proof.json").rename(site.folder / "docs/old.proof.json")
    assert not {name for name in site.build().files() if "proof" in name}
