"""Pages that are there only to say that nothing is (soft 404)."""

import re
from urllib.parse import urlsplit

from generator.external.answers import Answer

_ENGLISH = (
    r"(?:(?:the |this |that |your )?(?:requested )?"
    r"(?:page|file|document|article|content|site|resource|url)"
    r" (?:you (?:requested|are looking for|were looking for) )?"
    r"(?:was |is |could |can |cannot |does |has |has been |no longer |not |be |been "
    r"|(?:is|does|ca|could|was)n't |can't )*"
    r"(?:found|exists?|available|removed|deleted|missing)"
    r"|not found"
    r"|(?:we )?(?:can't|can ?not|couldn't|could not) find (?:that|the|this|your) "
    r"(?:page|file|document|article)(?: you\b.*)?)"
)
_OTHERS = (
    r"(?:diese |die )?(?:seite|datei) (?:wurde |konnte )?nicht (?:gefunden|vorhanden)(?: werden)?"
    r"|(?:cette |la )?page (?:est )?(?:introuvable|non trouvée|inexistante)"
    r"|(?:la )?página no (?:encontrada|existe|disponible)|pagina non trovata"
    r"|página não encontrada|pagina niet gevonden|sidan hittades inte"
    r"|ページが見つかりません|页面不存在|页面未找到|страница не найдена|nie znaleziono strony"
)
# What such a page says in its title or heading: by itself, or beside the name of the site.
_GONE = re.compile(
    rf"(?:error|http|fehler|erreur|oops|sorry|whoops|[\W\d_])*(?:{_ENGLISH}|{_OTHERS})"
    r"[\W_]*(?:404|error)?[\W_]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:error|http|status)?[\W_]*404[\W_]*(?:error)?[\W_]*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+[|·•:\u2013\u2014-]+\s+|\s*[|·•]\s*")
# An address that is about such pages, or leads to one.
_ABOUT = re.compile(r"(?<![a-z0-9])(?:404|not-?_?found)(?![a-z0-9])", re.IGNORECASE)


def is_gone(address: str, answer: Answer) -> bool:
    """Tell whether a page is there only to say that what was there is gone."""
    if _ABOUT.search(address):
        return False
    if any(_ABOUT.search(urlsplit(hop.address).path) for hop in answer.hops):
        return True
    return any(map(_says_so, answer.content.titles))


def _says_so(title: str) -> bool:
    parts = _BETWEEN.split(title.replace("\u2019", "'").strip())
    return any(_GONE.fullmatch(part) or _NUMBER.fullmatch(part) for part in parts if part)
