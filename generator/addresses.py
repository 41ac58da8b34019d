"""Addresses on a site: what an address on a page leads to, and which source makes which page."""

import posixpath
import re
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from generator.configuration import Configuration

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads on the site: a path below its root, and an id there.

    A path that begins with ".." is above the root; one that begins with "/" is one of the host,
    outside the path that the site is published under.
    """

    path: str
    fragment: str


def resolve(address: str, page: str, configuration: Configuration) -> Target | None:
    """Return where `address`, used on `page`, leads; None if that is not on the site's host.

    An address with a host that leads out of the site is taken to mean what it says: None, too.
    """
    if address.startswith("#"):
        return Target(page, identifier(address[1:]))
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if _SCHEME.match(address) or parts.netloc:
        if not _is_own(parts, configuration):
            return None
    elif not parts.path.startswith("/"):
        path = _normal(posixpath.dirname(page), unquote(parts.path)) if parts.path else page
        return Target(path, identifier(parts.fragment))
    path, base = unquote(parts.path), configuration.base_path
    if (path + "/").startswith(base):
        # On the page for what is not there, the theme "readthedocs" writes a slash too many.
        inside = path[len(base) :].lstrip("/")
        return Target(_normal("", inside), identifier(parts.fragment))
    return None if parts.netloc else Target(path, identifier(parts.fragment))


def resolve_in_markdown(address: str, page: str, configuration: Configuration) -> Target | None:
    """Return where `address` leads on the site that MkDocs builds of the Markdown page `page`.

    Both are below the docs folder. None if it does not lead to the site's host.
    """
    built = built_path(page, configuration)
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if _SCHEME.match(address) or parts.netloc or parts.path.startswith("/") or not parts.path:
        return resolve(address, built, configuration)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    return Target(built_path(path, configuration), identifier(parts.fragment))


def _is_own(parts: SplitResult, configuration: Configuration) -> bool:
    """Tell whether an address with a scheme or a host is one of the site's host."""
    site = urlsplit(configuration.site_url)
    # Hosts that have both answer http: with the same page of https:.
    is_web = parts.scheme in ("http", "https", "")
    return is_web and bool(site.netloc) and host(parts) == host(site)


def host(parts: SplitResult) -> str:
    """Return the host of an address of the web, with its port unless that is the usual one."""
    usual = ":80" if parts.scheme == "http" else ":443"
    return parts.netloc.rpartition("@")[2].lower().removesuffix(usual)


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


def index(path: str) -> str:
    """Return the page that stands for the folder at `path`; other paths as they are."""
    return posixpath.join(path, "index.html") if path.endswith("/") or "." not in path else path


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


def copied(path: str, configuration: Configuration) -> Path | None:
    """Return the file of a writer's that is published at `path` as it is; None if there is none."""
    folders = [(configuration.docs, ""), (configuration.images, f"{configuration.images_url}/")]
    if configuration.theme_folder is not None:
        folders.append((configuration.theme_folder, ""))
    files = (
        folder / path.removeprefix(start) for folder, start in folders if path.startswith(start)
    )
    return next((file for file in files if file.is_file()), None)


def source_path(page: str, configuration: Configuration) -> str | None:
    """Return the Markdown file below the docs folder that makes a built page, if there is one."""
    folder, name = posixpath.split(page)
    stem, ending = posixpath.splitext(name)
    if ending != ".html":
        return None
    candidates = [posixpath.join(folder, f"{stem}.md")]
    if stem == "index":
        candidates += [posixpath.join(folder, "README.md"), f"{folder}.md"]
    return next((path for path in candidates if (configuration.docs / path).is_file()), None)
