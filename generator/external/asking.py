"""Addresses of other sites -> what they answer: as it was kept, as lychee says, or on our own look.

lychee knows what is gone. What it finds is looked at once more, for what a status code does not
tell; and so is what it has not got through to, for the reason: it may only want to be asked again.
"""

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from importlib.metadata import version
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError

from generator.external import lychee
from generator.external.answers import Answer, Trouble
from generator.external.options import External
from generator.external.second_look import Host, look
from generator.kept import Kept, digest

# Each address, without its fragment, and the fragments that are looked for on its page.
Wanted = Mapping[str, frozenset[str]]
# How many pages are looked at, at the same time, on all hosts together.
_AT_ONCE = 32
_HOUR = 3600
# Codes that are true whoever asks, all others may depend on it or be over in a moment
# (https://www.rfc-editor.org/rfc/rfc9110#section-15.5).
_SURE = frozenset(range(400, 500)) - {401, 403, 408, 425, 429}


class _Kept(BaseModel):
    """A good answer, and when it was given, in seconds since 1970."""

    at: float
    answer: Answer


def ask(wanted: Wanted, options: External, kept: Kept | None) -> dict[str, Answer]:
    """Return the answer to every address that is wanted; good ones are kept for a while.

    Raises LycheeError.
    """
    known = dict(_remembered(wanted, options, kept)) if kept is not None else {}
    unknown = {address: wanted[address] for address in wanted if address not in known}
    now = time.time()
    found = {address: _Kept(at=now, answer=answer) for address, answer in _asked(unknown, options)}
    if kept is not None:
        for address, one in (known | found).items():
            if one.answer.is_good:
                kept.keep(_name(address, wanted[address]), one.model_dump_json().encode())
        kept.save()
    return {address: one.answer for address, one in (known | found).items()}


def _remembered(wanted: Wanted, options: External, kept: Kept) -> Iterator[tuple[str, _Kept]]:
    oldest = time.time() - options.keep_hours * _HOUR
    for address, fragments in wanted.items():
        try:
            one = _Kept.model_validate_json(kept.get(_name(address, fragments)))
        except ValidationError:
            continue
        if one.at > oldest:
            yield address, one


def _name(address: str, fragments: frozenset[str]) -> bytes:
    return digest(part.encode() for part in (version("handrail"), address, *sorted(fragments)))


def _asked(wanted: Wanted, options: External) -> Iterator[tuple[str, Answer]]:
    """Yield what is answered to each address: by lychee's word where that is enough."""
    said = lychee.ask(list(wanted), options) if wanted else {}
    again = {}
    for address, fragments in wanted.items():
        answer = said.get(address)
        if answer is not None and (answer.code in _SURE or answer.trouble is Trouble.SLOW):
            yield address, answer
        else:
            again[address] = fragments
    for address, answer in _looked_at(again, options):
        is_insecure = address in said and said[address].is_insecure
        yield address, replace(answer, is_insecure=is_insecure)


def _looked_at(wanted: Wanted, options: External) -> Iterator[tuple[str, Answer]]:
    """Yield what is found at each address; of each host only so many at the same time."""
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    for address in wanted:
        by_host[urlsplit(address).netloc.lower()].append(address)
    futures: list[Future[list[tuple[str, Answer]]]] = []
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for addresses in by_host.values():
            host = Host()
            for lane in range(min(options.per_host, len(addresses))):
                own = addresses[lane :: options.per_host]
                futures.append(pool.submit(_one_by_one, own, wanted, host, options))
        for future in futures:
            yield from future.result()


def _one_by_one(
    addresses: list[str], wanted: Wanted, host: Host, options: External
) -> list[tuple[str, Answer]]:
    return [(one, look(one, sorted(wanted[one]), host, options)) for one in addresses]
