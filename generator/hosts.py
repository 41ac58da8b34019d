"""Hosts in addresses: which cannot be, which are only the writer's own machine."""

import ipaddress
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

_HIGHEST_PORT = 65_535
# RFC 1035, section 2.3.4.
_LONGEST_LABEL, _LONGEST_NAME = 63, 253
# Names that are never given to anybody (https://www.rfc-editor.org/rfc/rfc2606), and of these the
# ones that documentation may show; nor is example.edu.
_NOBODYS = ("test", "invalid")
_FOR_EXAMPLES = ("example", "example.com", "example.net", "example.org", "example.edu")
# What no name holds, though a host may have letters of any script.
_FOREIGN = re.compile(r"[\s!\"#$&'()*+,/:;<=>?\[\\\]^`{|}~]")
# Letters of one word are of one alphabet; Cyrillic and Greek ones look like Latin ones.
_LATIN, _LOOK_ALIKE = re.compile(r"[a-z]", re.IGNORECASE), re.compile(r"[\u0370-\u052f]")
# What a machine calls itself (https://www.rfc-editor.org/rfc/rfc6761#section-6.3).
_LOCALHOST = re.compile(r"(?:.+\.)?localhost\.?", re.IGNORECASE)
_LOOPBACK = ("127.0.0.1", "0.0.0.0", "[::1]")  # noqa: S104 (nothing listens there)
# Where `mkdocs serve` listens (https://www.mkdocs.org/user-guide/configuration/#dev_addr).
PREVIEW = "127.0.0.1:8000"


class Host(NamedTuple):
    """What stands between // and the path of an address: who signs in, the name, the port."""

    user: str
    name: str
    port: str


def split(authority: str) -> Host:
    """Split an authority as RFC 3986, section 3.2, does; nothing in it need be sound."""
    user, _, rest = authority.rpartition("@")
    bracketed = re.match(r"\[[^\[\]]*\]", rest)
    name = bracketed[0] if bracketed else rest.partition(":")[0]
    return Host(user, unquote(name), rest[len(name) :].removeprefix(":"))


def is_own_machine(host: Host, preview: str) -> bool:
    """Tell whether a host is the reader's own machine, or where the writer's preview listens."""
    if _LOCALHOST.fullmatch(host.name):
        return True
    listens, _, port = preview.rpartition(":")
    return host.name in (*_LOOPBACK, listens) and host.port in (port, PREVIEW.rpartition(":")[2])


def is_example(name: str) -> bool:
    """Tell whether a host's name is one for examples, which are there for nobody to follow."""
    return f".{name.lower().rstrip('.')}".endswith(tuple(f".{one}" for one in _FOR_EXAMPLES))


def fault(host: Host) -> str:
    """Return what keeps a host from being one, "" if nothing does."""
    if not host.name:
        return "names no host"
    if host.port and not (host.port.isdecimal() and 0 < int(host.port[:6]) <= _HIGHEST_PORT):
        return f'has the port "{host.port}": it is a number up to {_HIGHEST_PORT:,}'
    if host.name.startswith("["):
        return "" if _is_ip(host.name[1:-1], 6) else f'has the host "{host.name}", no IPv6 address'
    return next(_faults_of_name(host.name), "")


def _faults_of_name(name: str) -> Iterator[str]:
    sign = _FOREIGN.search(name)
    if sign:
        yield f"has {'a blank' if sign[0].isspace() else repr(sign[0])} in its host"
    if any(_LATIN.search(label) and _LOOK_ALIKE.search(label) for label in name.split(".")):
        yield f'has the host "{name}", with letters that only look like Latin ones'
    labels = name.removesuffix(".").split(".")
    if not all(labels):
        yield f'has the host "{name}", with a dot too many'
    if len(name) > _LONGEST_NAME or max(map(len, labels)) > _LONGEST_LABEL:
        yield "has a host that is too long"
    if labels[-1].isdecimal() and not _is_ip(name, 4):
        yield f'has the host "{name}", no IPv4 address'
    if labels[-1].lower() in _NOBODYS:
        yield f'leads nowhere: ".{labels[-1]}" is no host of anybody'
    if len(labels) == 1:
        yield f'has the host "{name}", which only a network of its own can know'


def _is_ip(text: str, version: int) -> bool:
    try:
        return ipaddress.ip_address(text).version == version
    except ValueError:
        return False
