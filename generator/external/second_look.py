"""Our own look at a page of another site: for what lychee cannot tell, or tells too little of."""

import http.client
import socket
import ssl
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.cookiejar import CookieJar
from typing import IO
from urllib.parse import quote, urlsplit, urlunsplit

from generator.external import contents
from generator.external.answers import Answer, Content, Hop, Trouble
from generator.external.lychee import USER_AGENT
from generator.external.options import External

_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Encoding": "gzip",
}
# What is read of a page at most, and how much of it at a time.
_LARGEST, _PIECE = 5_000_000, 65_536
# How long a host that says when to come again is waited for at most, and one that says nothing.
_LONGEST_WAIT, _USUAL_WAIT = 60.0, 1.0
_HTML = ("text/html", "application/xhtml+xml")
_BUSY = (429, 500, 502, 503, 504)
# How walls against programs tell that a person would get through: Cloudflare's
# (https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/),
# Amazon's (https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-how-it-works.html),
# DataDome's; and LinkedIn's own status code.
_WALLS = ("cf-mitigated", "x-amzn-waf-action", "x-datadome")
_LINKEDIN = 999
_TOO_MANY = 429
# All that a host can make go wrong (ValueError: an address that cannot be one).
_FAILURES = (OSError, http.client.HTTPException, ValueError)
# Why there is no answer, by what Python raises then: the first that fits.
_REASONS: tuple[tuple[tuple[type[BaseException], ...], tuple[Trouble, str]], ...] = (
    ((socket.gaierror, UnicodeError, http.client.InvalidURL), (Trouble.UNKNOWN, "")),
    ((TimeoutError,), (Trouble.SLOW, "")),
    ((ConnectionRefusedError,), (Trouble.SILENT, "it refuses the connection")),
    ((ssl.SSLError,), (Trouble.SILENT, "it does not speak TLS as https:// needs it")),
    (
        (ConnectionError, http.client.HTTPException),
        (Trouble.SILENT, "it ends the connection without an answer"),
    ),
)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects and remembers them."""

    def __init__(self) -> None:
        self.hops: list[Hop] = []

    def redirect_request(  # noqa: PLR0913, PLR0917 (urllib names the arguments)
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        self.hops.append(Hop(newurl, code))
        return super().redirect_request(req, fp, code, msg, headers, newurl)


@dataclass
class Host:
    """A host that pages are asked of; nothing is asked of it before `free_at`."""

    free_at: float = field(default_factory=time.monotonic)

    def wait(self) -> None:
        """Wait until the host wants to be asked."""
        while (left := self.free_at - time.monotonic()) > 0:
            time.sleep(left)

    def put_off(self, headers: Message) -> None:
        """Ask nothing until the host says (https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3)."""
        seconds = min(max(_retry_after(headers), 0.0), _LONGEST_WAIT)
        self.free_at = max(self.free_at, time.monotonic() + seconds)


def look(address: str, fragments: Sequence[str], host: Host, options: External) -> Answer:
    """Ask for an address, again if it is busy, and read which of some fragments are missing."""
    answer, headers = _asked(address, fragments, host, options)
    for _ in range(options.retries):
        if answer.code not in _BUSY or answer.trouble is Trouble.WALL:
            break
        host.put_off(headers)
        answer, headers = _asked(address, fragments, host, options)
    return answer


def _asked(
    address: str, fragments: Sequence[str], host: Host, options: External
) -> tuple[Answer, Message]:
    """Ask once; return the answer and its headers."""
    host.wait()
    redirects = _Redirects()
    code, content, trouble, reason = 0, Content(), None, ""
    headers = Message()
    deadline = time.monotonic() + options.timeout
    try:
        request = urllib.request.Request(_ascii(address), headers=_HEADERS)  # noqa: S310 (http alone)
        with _opener(redirects).open(request, timeout=options.timeout) as response:
            code, headers = response.status, response.headers
            content = _content(response, fragments, deadline)
    except urllib.error.HTTPError as error:
        code, headers = error.code, error.headers
        trouble, reason = _refusal(error)
        error.close()
    except _FAILURES as error:
        trouble, reason = (Trouble.CUT_OFF, "") if code else _failure(error)
    return Answer(code, trouble, reason, tuple(redirects.hops), content), headers


def _opener(redirects: _Redirects) -> urllib.request.OpenerDirector:
    """Return what opens addresses of the web alone, with cookies for this one time."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPCookieProcessor(CookieJar()),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
        redirects,
    ):
        opener.add_handler(handler)
    return opener


def _ascii(address: str) -> str:
    """Return an address as it is sent: browsers encode what stands in it as a letter."""
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    host = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port is not None else ""
    path, query = (quote(part, safe="/%:@!$&'()*+,;=~?") for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, host + port, path, query, ""))


def _content(
    response: http.client.HTTPResponse, fragments: Sequence[str], deadline: float
) -> Content:
    """Read an answer to its end, in time; of a page that is too large nothing is known.

    Raises IncompleteRead where it ends too early, TimeoutError where it does not end.
    """
    pieces, size = [], 0
    while size <= _LARGEST and (piece := response.read(_PIECE)):
        pieces.append(piece)
        size += len(piece)
        if time.monotonic() > deadline:
            raise TimeoutError
    promised = response.headers.get("Content-Length", "")
    if size > _LARGEST:
        return Content()
    if (
        response.status != HTTPStatus.NO_CONTENT
        and promised.isascii()
        and promised.isdigit()
        and size < int(promised)
    ):
        raise http.client.IncompleteRead(b"", int(promised) - size)
    html = _decompressed(b"".join(pieces), response.headers.get("Content-Encoding", ""))
    if html is None or response.headers.get_content_type() not in _HTML:
        return Content()
    return contents.read(_decoded(html, response.headers.get_content_charset()), fragments)


def _decompressed(body: bytes, encoding: str) -> bytes | None:
    """Return a body as it was before it was compressed, None if that is not known."""
    if encoding.lower() in ("", "identity"):
        return body
    if encoding.lower() not in ("gzip", "x-gzip"):
        return None
    opened = zlib.decompressobj(zlib.MAX_WBITS | 16)  # with a header of gzip
    try:
        html = opened.decompress(body, _LARGEST)
    except zlib.error:
        return None
    return None if opened.unconsumed_tail else html


def _decoded(html: bytes, charset: str | None) -> str:
    try:
        return html.decode(charset or "utf-8", "replace")
    except LookupError:
        return html.decode("utf-8", "replace")


def _refusal(error: urllib.error.HTTPError) -> tuple[Trouble | None, str]:
    """Return what is the matter with an answer whose status code says that there is nothing."""
    if error.code in (_LINKEDIN, _TOO_MANY) or any(name in error.headers for name in _WALLS):
        return Trouble.WALL, ""
    if error.code in (301, 302, 303, 307, 308):
        return Trouble.REDIRECTS, "" if error.headers.get("Location") else "no address is given"
    return None, ""


def _failure(error: BaseException) -> tuple[Trouble, str]:
    """Return why there is no answer at all."""
    cause = getattr(error, "reason", None)
    if isinstance(error, urllib.error.URLError) and isinstance(cause, BaseException):
        return _failure(cause)
    if isinstance(error, ssl.SSLCertVerificationError):
        return Trouble.CERTIFICATE, error.verify_message
    usual = (getattr(error, "strerror", None) or str(error)).lower()
    found = (told for kinds, told in _REASONS if isinstance(error, kinds))
    return next(found, (Trouble.SILENT, usual))


def _retry_after(headers: Message) -> float:
    """Return how many seconds a host wants to be left alone."""
    said = (headers.get("Retry-After") or "").strip()
    if said.isascii() and said.isdigit():
        return float(said)
    try:
        return parsedate_to_datetime(said).timestamp() - time.time()
    except ValueError:
        return _USUAL_WAIT
