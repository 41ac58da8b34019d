"""Answers of other sites -> what is wrong with a link: rule, message and hint."""

from collections.abc import Iterator
from http import HTTPStatus
from itertools import takewhile
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from generator.addresses import host
from generator.external.answers import Answer, Trouble
from generator.external.contents import identifier
from generator.external.gone import is_gone
from generator.external.options import External, matches
from generator.external.sign_ins import sign_in

_FOR_GOOD = (301, 308)  # https://www.rfc-editor.org/rfc/rfc9110#section-15.4
_LATER = "look again later; an excuse under external: in mkdocs.yml can say until when"
_ACCEPT = "if readers get through, accept it under external: accept: in mkdocs.yml"
_SIGN_IN = "link to what all can read, or say under external: sign_in: that it is meant"
# What is said goes on from the address.
_TROUBLES = {
    Trouble.UNKNOWN: ("external/dead", "leads nowhere: no host is called so", ""),
    Trouble.SILENT: ("external/dead", "leads to a host that does not answer", ""),
    Trouble.SLOW: ("external/timeout", "gives no answer in time", _LATER),
    Trouble.CERTIFICATE: ("external/certificate", "has a certificate that is not trusted", ""),
    Trouble.REDIRECTS: ("external/redirects", "has redirects that lead nowhere", ""),
    Trouble.CUT_OFF: ("external/cut-off", "gives an answer that ends in the middle", _LATER),
}


class Verdict(NamedTuple):
    """What is wrong with a link."""

    rule: str
    message: str
    hint: str = ""


def judge(address: str, fragment: str, answer: Answer, options: External) -> Iterator[Verdict]:
    """Yield what is wrong with a link to `address#fragment`."""
    if answer.code and options.accepts(address, answer.code):
        return
    if not answer.is_good:
        wrong = _trouble(answer.trouble, answer.reason) if answer.trouble else _refusal(answer.code)
        yield from _unless_meant(wrong, address, options)
    elif where := sign_in(address, answer):
        wrong = Verdict("external/sign-in", f"leads to the sign-in at {where}", _SIGN_IN)
        yield from _unless_meant(wrong, address, options)
    elif is_gone(address, answer):
        title = next(iter(answer.content.titles), "")
        yield Verdict("external/soft-404", f'leads to a page "{title}" that says it is gone')
    else:
        yield from _outdated(address, fragment, answer)
        if identifier(fragment) in answer.content.missing:
            yield Verdict("external/missing-anchor", f'leads to a page without "#{fragment}"')


def _unless_meant(wrong: Verdict | None, address: str, options: External) -> Iterator[Verdict]:
    is_meant = matches(address, options.sign_in)
    # What only those may see who have signed in is often forbidden to others.
    if wrong and not (is_meant and wrong.rule in ("external/sign-in", "external/forbidden")):
        yield wrong


def _trouble(trouble: Trouble, reason: str) -> Verdict | None:
    """Return what is wrong with an answer that is not whole; walls are there for programs alone."""
    if trouble is Trouble.WALL:
        return None
    rule, message, hint = _TROUBLES[trouble]
    return Verdict(rule, f"{message}: {reason}" if reason else message, hint)


def _refusal(code: int) -> Verdict:
    """Return what is wrong with an answer by its status code."""
    message = f"answers {_status(code)}"
    if code == HTTPStatus.UNAUTHORIZED:
        return Verdict("external/sign-in", message, _SIGN_IN)
    if code in (HTTPStatus.FORBIDDEN, HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS):
        return Verdict("external/forbidden", message, _ACCEPT)
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Verdict("external/server-error", message, _LATER)
    return Verdict("external/dead", message)


def _status(code: int) -> str:
    try:
        return f"{code} ({HTTPStatus(code).phrase})"
    except ValueError:
        return str(code)


def _outdated(address: str, fragment: str, answer: Answer) -> Iterator[Verdict]:
    """Find an address that another one is better than."""
    last = list(takewhile(lambda hop: hop.code in _FOR_GOOD, answer.hops))[-1:]
    behind = f"#{fragment}" if fragment else ""
    if last and not _is_same(address, last[0].address):
        new = last[0].address if "#" in last[0].address else last[0].address + behind
        yield Verdict("external/moved", f"has moved for good ({last[0].code})", f'write "{new}"')
    elif answer.is_insecure:
        new = address.replace("http://", "https://", 1) + behind
        yield Verdict("external/insecure", "is there under https://, too", f'write "{new}"')


def _is_same(one: str, other: str) -> bool:
    """Tell whether two addresses differ in what no writer minds, such as a slash at the end."""
    return _plain(one) == _plain(other)


def _plain(address: str) -> str:
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, host(parts), parts.path.rstrip("/"), parts.query, ""))
