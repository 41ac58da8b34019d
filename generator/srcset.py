"""What stands in a srcset: https://html.spec.whatwg.org/multipage/images.html#srcset-attributes."""

import re
from collections.abc import Iterator

_CANDIDATE = re.compile(r"[\s,]*+(?P<address>[^\s,]\S*+)(?:(?<!,)[^,]*+)?")


def candidates(value: str) -> Iterator[tuple[int, str]]:
    """Yield the addresses of a srcset, each with where it begins.

    See https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute.
    """
    match = _CANDIDATE.match(value)
    while match:
        yield match.start("address"), match["address"].rstrip(",")
        match = _CANDIDATE.match(value, match.end())
