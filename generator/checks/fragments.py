"""Checks of a fragment as it is written, before a guide uses it."""

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.fragments import PARAMETER, Fragment


def check(fragment: Fragment) -> Iterator[Diagnostic]:
    """Find parameters that a fragment shows nowhere (fragment/unused-parameter)."""
    written = (*fragment.written.leaves, *fragment.written.keys)
    named = {name for _, _, text in written for name in re.findall(PARAMETER, str(text))}
    if not named <= fragment.parameters.keys():
        return  # one that is misspelt may be what is missing
    for name in fragment.parameters:
        if name not in named:
            place = fragment.key_place("parameters", name)
            message = f'"{name}" stands nowhere in the fragment'
            hint = f"write {{{{ with.{name} }}}} where it belongs, or delete it"
            yield Diagnostic(place, "fragment/unused-parameter", message, hint)
