"""Addresses on a site: what an address on a page leads to, and which source makes which page."""

import posixpath
import re
from collections.abc import Container
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from generator.configuration import Configuration

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads on the site: a path below its root, and an id there.

    A path that begins with ".." is above the root.
    """

    path: str
    fragment: str


def resolve(address: str, page: str, configuration: Configuration) -> Target | None:
    """Return where `address`, used on `page`, leads; None if that is not on the site."""
    if address.startswith("#"):
        return Target(page, identifier(address[1:]))
    site = urlsplit(configuration.site_url)
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    own = parts.scheme in ("http", "https") and (parts.scheme, parts.netloc) == site[:2]
    if not own and (_SCHEME.match(address) or parts.netloc):
        return None
    path = unquote(parts.path)
    if own or path.startswith("/"):
        base = configuration.base_path
        if not (path + "/").startswith(base):
            return None
        path = _normal("", path[len(base) :])
    elif path:
        path = _normal(posixpath.dirname(page), path)
    else:
        path = page
    return Target(path, identifier(parts.fragment))


def identifier(fragment: str) -> str:
    """Return the id that a fragment names.

    What stands behind :~: names text, not an id (https://wicg.github.io/scroll-to-text-fragment).
    """
    return unquote(fragment.partition(":~:")[0])


def split_fragment(fragment: str, known: Container[str]) -> tuple[str, dict[str, str]]:
    """Split what stands behind # into an id and the `known` placeholders that it fills in.

    `section&name=value` is read as assets/handrail/addresses.js reads it; nothing is decoded.
    """
    rest, values = [], {}
    for part in fragment.partition(":~:")[0].split("&"):
        name, mark, value = part.partition("=")
        if mark and name in known:
            values[name] = value
        else:
            rest.append(part)
    return "&".join(rest), values


def _normal(folder: str, path: str) -> str:
    """Join and drop dot segments; a folder keeps the / at its end, the root is ""."""
    ending = "/" if path.endswith(("/", "/.", "/..")) or path in (".", "..") else ""
    joined = posixpath.normpath(posixpath.join(folder, path))
    return "" if joined == "." else joined + ending


def built_path(path: str, configuration: Configuration) -> str:
    """Return where the file at `path` below the docs folder is published."""
    folder, name = posixpath.split(path)
    stem, ending = posixpath.splitext(name)
    if ending != ".md":
        return path
    if stem in ("index", "README"):
        return posixpath.join(folder, "index.html")
    directory = configuration.use_directory_urls
    return posixpath.join(folder, stem, "index.html") if directory else f"{path[:-3]}.html"


def source_path(page: str, configuration: Configuration) -> str | None:
    """Return the Markdown file below the docs folder that makes a built page, if there is one."""
    folder, name = posixpath.split(page)
    stem = posixpath.splitext(name)[0]
    candidates = [posixpath.join(folder, f"{stem}.md")]
    if stem == "index":
        candidates += [posixpath.join(folder, "README.md"), f"{folder}.md"]
    return next((path for path in candidates if (configuration.docs / path).is_file()), None)
