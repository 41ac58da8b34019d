"""Checks of proofs: whether a guide has the one that it speaks of, and whether it still holds."""

import datetime as dt
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Place
from generator.guide import Guide
from generator.outline import Outline
from generator.proof import Proof, Standing, changed

_AGAIN = "prove the guide again"


def standing(guide: Guide, outline: Outline, found: Proof | Diagnostic | None) -> Standing | None:
    """Return the proof that a guide speaks of and has, with what has changed since."""
    if isinstance(found, Proof) and _says_so(guide) and _belongs(found, guide):
        return Standing(found, changed(found, outline))
    return None


def check(guide: Guide, name: str, found: Proof | Diagnostic | None) -> Iterator[Diagnostic]:
    """Yield what is wrong with what was `found` where the guide's proof stands, called `name`."""
    if isinstance(found, Diagnostic):
        yield found
    elif _says_so(guide):
        yield from missing(guide, name, found)


def check_whole(
    guide: Guide, outline: Outline, found: Proof | Diagnostic | None
) -> Iterator[Diagnostic]:
    """Yield the findings that only hold for a guide of which nothing was left out."""
    proven = standing(guide, outline, found)
    if proven is not None:
        yield from no_sign_in(guide, proven.proof)
        yield from stale(guide, outline, proven)
    elif isinstance(found, Proof) and not _says_so(guide):
        yield from unsaid(guide, found)


def missing(guide: Guide, name: str, found: Proof | None) -> Iterator[Diagnostic]:
    """Find guides that speak of a proof and have none of their own (proof/missing)."""
    place = guide.place("verified", "by")
    if found is None:
        hint = "prove the guide, or write who has compared it: by: documentation or person"
        yield Diagnostic(place, "proof/missing", f"there is no {name}", hint)
    elif not _belongs(found, guide):
        other, own = found.identity_provider.name, guide.identity_provider.name
        message = f'{name} is the proof of "{other}", the guide is for "{own}"'
        yield Diagnostic(place, "proof/missing", message, _AGAIN)


def no_sign_in(guide: Guide, proof: Proof) -> Iterator[Diagnostic]:
    """Find proofs that did not end in a sign-in (proof/no-sign-in)."""
    if not proof.signed_in:
        message = f"nobody could sign in at the end of the run on {proof.on}"
        yield Diagnostic(guide.place("verified", "by"), "proof/no-sign-in", message, _AGAIN)


def stale(guide: Guide, outline: Outline, proven: Standing) -> Iterator[Diagnostic]:
    """Find steps that are not as they were proven (proof/stale)."""
    proof, changes = proven
    steps = outline.steps()
    for own in changes.there:
        what = "is new" if own in changes.new else "has changed"
        message = f"the step {what} since the proof of {proof.on}"
        yield Diagnostic(steps[own].place(), "proof/stale", message, _AGAIN)
    if changes.gone:
        gone = ", ".join(f'"{own}"' for own in changes.gone)
        message = f"the proof of {proof.on} has steps that are gone: {gone}"
        yield Diagnostic(guide.place("verified", "by"), "proof/stale", message, _AGAIN)


def unsaid(guide: Guide, proof: Proof) -> Iterator[Diagnostic]:
    """Find guides that have a proof and do not speak of it (proof/unsaid)."""
    place = guide.place("verified") if guide.verified is not None else guide.place()
    message = f"the guide was proven on {proof.on}, and its page does not say so"
    yield Diagnostic(place, "proof/unsaid", message, "say so: verified: {by: proof}")


def compared(guide: Guide, proven: Standing | None) -> tuple[dt.date, Place] | None:
    """Return when a guide was last compared with its console, and where that is written."""
    if proven is not None:
        return proven.proof.on, guide.place("verified", "by")
    if guide.verified is not None and guide.verified.on is not None:
        return guide.verified.on, guide.place("verified", "on")
    return None


def old(day: dt.date, place: Place, today: dt.date, limit: int) -> Iterator[Diagnostic]:
    """Find days of comparison that are more than `limit` days ago (verified/old).

    How many it is a message does not say: it would be another one every day.
    """
    if (today - day).days > limit:
        days = "a day" if limit == 1 else f"{limit} days"
        message = f"last compared with the console on {day}, more than {days} ago"
        hint = "compare it again, and write the day; or prove it again"
        yield Diagnostic(place, "verified/old", message, hint)


def _says_so(guide: Guide) -> bool:
    return guide.verified is not None and guide.verified.by == "proof"


def _belongs(proof: Proof, guide: Guide) -> bool:
    """Tell whether a proof is of the identity provider that the guide connects."""
    idp = guide.identity_provider
    return proof.identity_provider.name in (idp.name, *idp.formerly)
