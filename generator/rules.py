"""Every rule in one table: its name, how severe breaking it is, what it demands and why."""

from dataclasses import dataclass
from enum import StrEnum

from generator.rule_table import TABLE


class Severity(StrEnum):
    """How much breaking a rule matters; a site may change it under `rules:` in mkdocs.yml.

    Errors always fail a check, warnings fail it under `--strict`, notes never do.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `sentence` says what must be, `why` what goes wrong otherwise.

    No site may change the severity of a binding rule, and no writer excuse what breaks it: that
    leaves something out of the site, which must not be published then, or ends a strict build of
    MkDocs in any case.
    """

    name: str
    severity: Severity
    sentence: str
    why: str

    @property
    def anchor(self) -> str:
        """The id at which the documentation speaks of the rule."""
        return self.name.replace("/", "-")

    @property
    def is_binding(self) -> bool:
        """Whether nothing that breaks the rule can be let pass."""
        return self.name.startswith(_BINDING)

    @property
    def is_on_demand(self) -> bool:
        """Whether it is only looked for when somebody asks: it takes long, and a network."""
        return self.name.startswith(_ON_DEMAND)


# Where the documentation has all rules.
PAGE = "https://handrail-docs.github.io/handrail/contributing/rules/"
# All that keeps a file from being read as a whole, all that keeps a page from being made, and what
# is not Handrail's own; all that a broken baseline might let pass; and what a proof is about.
_BINDING = (
    "baseline/",
    "file/link-loop",
    "file/unreadable",
    "fragment/kind",
    "fragment/parameter",
    "fragment/unknown",
    "fragment/within-itself",
    "page/twice",
    "yaml/",
    "schema/",
    "url/template",
    "placeholder/pattern",
    "jinja/error",
    "figure/outside",
    "image/twice",
    "mkdocs/warning",
    "prove/",
)

_ON_DEMAND = "external/"

RULES = {
    name: Rule(name, Severity(severity), sentence, why) for name, severity, sentence, why in TABLE
}
