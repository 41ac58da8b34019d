"""The addresses of other sites that the pages of a built site use."""

import posixpath
from collections import defaultdict
from collections.abc import Mapping
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from generator import address_slips, hosts
from generator.addresses import Target, resolve
from generator.configuration import Configuration
from generator.site import BuiltSite
from generator.written import Lead, Writing

# Whole addresses, with what leads there.
Uses = Mapping[str, list[Lead]]


def uses(site: BuiltSite, writing: Writing) -> Uses:
    """Return every address of another site, or of this host outside of the site."""
    found: defaultdict[str, list[Lead]] = defaultdict(list)
    for path, page in site.pages.items():
        for use in page.uses:
            # What is sent by a form only answers to what a reader fills in.
            whole = _whole(use.address, path, site.configuration) if use.kind != "form" else ""
            if whole and not _is_for_editing(whole, path, writing):
                found[whole].append(Lead(path, use.address, Target(use.address, "")))
    return found


def _whole(address: str, page: str, configuration: Configuration) -> str:
    """Return an address with its scheme and host, "" if it is none of another site.

    Those with a slip are left alone: it is known what is wrong, and a password would be sent.
    """
    slip = address_slips.find(address, configuration.preview)
    if slip is not None and not slip.if_lost:
        return ""
    site = urlsplit(configuration.site_url)
    target = resolve(address, page, configuration)
    if target is not None and not (target.path.startswith("/") and site.hostname):
        return ""
    base = configuration.site_url if site.hostname else "https://"
    try:
        if urlsplit(address).scheme and not urlsplit(address).netloc:
            return ""
        whole = "".join(urljoin(base, address).split("\n"))
        return whole if _is_asked(urlsplit(whole)) else ""
    except ValueError:
        return ""


def _is_asked(parts: SplitResult) -> bool:
    host = (parts.hostname or "").rstrip(".")
    return parts.scheme in ("http", "https") and host != "" and not hosts.is_example(host)


def _is_for_editing(address: str, page: str, writing: Writing) -> bool:
    """Tell whether an address is that of a page's own source, which a theme puts on it.

    It asks to sign in, and is not there before the page is published.
    """
    place = writing.source(page)
    if place is None:
        return False
    source = posixpath.relpath(place.file, writing.name(""))
    return unquote(urlsplit(address).path).endswith(f"/{source}")
