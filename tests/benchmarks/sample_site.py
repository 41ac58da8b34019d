"""A site of many guides, the same on every machine: no two guides share titles, labels or values.

What the steps hold, and how often, is what was counted in 153 real set-up guides.
"""

import random
import re
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

IMAGES = 200
FIGURES_PER_GUIDE = 8
GUIDES_PER_FOLDER = 20
STEPS_PER_SECTION = 5
# Measured builds switch the same on, one by the plugin and one by name.
EXTENSIONS = (
    "attr_list",
    "admonition",
    "pymdownx.superfences",
    {"pymdownx.tabbed": {"alternate_style": True}},
)
_SEED = 20261123
_WORDS = re.findall(
    r"\w+",
    """
    access account active admin alias app approval assertion attribute audience badge basic billing
    binding browser callback catalog certificate claim client cloud company connection consent
    console custom dashboard default delivery device directory discovery domain download edit email
    enable endpoint enterprise entry federation field filter folder format gallery gateway general
    group guest header host identifier identity import integration issuer key label language launch
    legacy license link list location login logout manage manual mapping member menu metadata method
    mode name network new notice option order organization origin overview owner page panel partner
    password people permission platform policy portal preview profile property protocol provider
    provision public realm recovery redirect region relay reply request resource response return
    review role rotation route rule sandbox scope search secret section secure security select
    server service session setting setup sign signature single site source standard state status
    store subject support switch sync system table team template tenant test theme thumbprint tile
    token toolbar trust type unique update upload user validation value vault verify version view
    visibility web window wizard workspace zone
    """,
)
_SERVICE_PROVIDER = """\
name: Example Cloud
title: Example Cloud for any identity provider
intro: Every identity provider that speaks SAML 2.0 can sign your team in to Example Cloud.
role: an administrator of the organization
placeholders:
  sso_identifier:
    label: SSO identifier
    description: the name that your team signs in with
    example: acme
    pattern: '[a-z0-9_\\-]+'
values:
  entity_id:
    label: Entity ID
    template: https://api.example.com/auth/saml/{sso_identifier}
  acs_url:
    label: Assertion consumer service URL
    template: https://api.example.com/auth/saml/{sso_identifier}/callback
  login_url:
    label: Login URL
    template: https://dashboard.example.com/saml/{sso_identifier}
saml:
  name_id_format: emailAddress
  required: [entity_id, acs_url]
finish: |
  Go to Example Cloud and [link your identity provider](index.md#link-your-identity-provider).
"""
_HOME = """\
# Example Cloud

Set up single sign-on.

## Link your identity provider

Upload the metadata file.
"""


def write(folder: Path, guides: int, steps: int) -> None:
    """Write the site's `docs/` and `img/` below `folder`."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text(_HOME, "utf-8")
    (docs / "service-provider.yml").write_text(_SERVICE_PROVIDER, "utf-8")
    for number in range(guides):
        path = docs / f"{_page(number)}.guide.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(_text(_Writer(number, guides).guide(steps)), "utf-8")
    images = folder / "img" / "consoles"
    images.mkdir(parents=True)
    for number in range(IMAGES):
        # No two have equal bytes, and there is something to see in each.
        picture = Image.new("RGB", (320 + number, 200), (number, 255 - number, 128))
        picture.paste((255, 255, 255), (20, 20, 120, 60))
        picture.save(images / f"screen-{number:03}.webp")


def configure(folder: Path, *, plugin: bool) -> Path:
    """Write the site's mkdocs.yml, with the plugin or for plain Markdown; return its path."""
    settings: dict[str, Any] = {
        "site_name": "Example Cloud",
        "site_url": "https://docs.example.com/",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", *(["handrail"] if plugin else [])],
    }
    if not plugin:
        settings["markdown_extensions"] = list(EXTENSIONS)
    path = folder / "mkdocs.yml"
    path.write_text(_text(settings), "utf-8")
    return path


def _text(data: Any) -> str:
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)


def _page(number: int) -> str:
    """Return the path of a guide's page below the docs folder, without an ending."""
    return f"vendor-{number // GUIDES_PER_FOLDER + 1:02}/console-{number + 1:04}"


class _Writer:
    """Makes up one guide."""

    def __init__(self, number: int, guides: int) -> None:
        self.number = number
        self.guides = guides
        self.chance = random.Random(_SEED + number)  # noqa: S311 (no secret)
        self.name = f"{self.words(2)} {number + 1}"
        self.host = f"{self.words(1).lower()}-{number + 1}.example.com"

    def words(self, count: int) -> str:
        return " ".join(self.chance.sample(_WORDS, count)).capitalize()

    def label(self) -> str:
        """Return what only this guide's console has."""
        return f"{self.words(self.chance.randint(1, 3))} {self.number + 1}"

    def sentence(self) -> str:
        return f"{self.words(9)} on {self.host}."

    def guide(self, steps: int) -> dict[str, Any]:
        written = [self.step(index) for index in range(steps)]
        for figure, image in enumerate(self.chance.sample(range(IMAGES), FIGURES_PER_GUIDE)):
            step = written[figure * steps // FIGURES_PER_GUIDE]
            text = f"{self.label()} page with {self.words(3)}, number {figure + 1}"
            step.setdefault("figures", {})[f"screen-{image:03}"] = text
        return {
            "title": f"SAML app for {self.name}",
            "description": f"Prepare your {self.name} to sign people in to {{{{ sp.name }}}}",
            "identity_provider": {
                "name": self.name,
                "formerly": [f"{self.words(2)} {self.number + 1}"],
                "console": {"name": self.label(), "url": f"https://{self.host}/admin"},
                "role": self.sentence(),
            },
            "verified": {"on": "2026-11-23", "by": "documentation"},
            "figure_folder": "consoles",
            "intro": f"Set up **{self.name}**. {self.sentence()}\n\n{self.sentence()}\n",
            "sections": [
                self.section(written[start : start + STEPS_PER_SECTION], start)
                for start in range(0, steps, STEPS_PER_SECTION)
            ],
        }

    def section(self, steps: list[dict[str, Any]], start: int) -> dict[str, Any]:
        number = start // STEPS_PER_SECTION + 1
        return {
            "title": f"{self.words(3)} {number}",
            "intro": f"{self.sentence()} Choose `{self.words(1).lower()}-{self.number}`.",
            "steps": steps,
        }

    def step(self, index: int) -> dict[str, Any]:
        """Return a step; the first ones do what every guide does."""
        if index == 0:
            return {"go": "console"}
        if index == 1:
            values = {self.label(): {"sp": "entity_id"}, self.label(): {"sp": "acs_url"}}
            return {"enter": values | {self.label(): f"https://{self.host}/start"}}
        if index == 2:
            return {"download": {self.label(): "metadata_xml"}, "note": self.note()}
        step = self.action()
        if self.chance.random() < 0.42:
            step |= self.action()
        return step | self.beside()

    def action(self) -> dict[str, Any]:
        kinds = {"click": 24, "choose": 21, "enter": 21, "navigate": 10, "copy": 5, "turn_on": 3}
        kind = self.chance.choices([*kinds, "text"], [*kinds.values(), 16])[0]
        value: Any = self.label()
        if kind == "choose":
            value = {self.label(): self.label()}
        elif kind == "enter":
            count = self.chance.choice([1, 1, 1, 2, 3])
            value = {self.label(): f"https://{self.host}/{self.words(1)}" for _ in range(count)}
        elif kind == "navigate":
            value = [self.label() for _ in range(3)]
        elif kind == "copy":
            value = {self.label(): "sso_url"}
        elif kind == "text":
            value = f"Look at **{self.label()}** and read `{self.words(1)}`. {self.sentence()}"
        return {kind: value}

    def beside(self) -> dict[str, Any]:
        """Return what stands beside the actions of a step."""
        found: dict[str, Any] = {}
        if self.chance.random() < 0.26:
            found["in"] = {self.chance.choice(["section", "page", "panel", "menu"]): self.label()}
        if self.chance.random() < 0.2:
            found["expect"] = self.sentence()
        if self.chance.random() < 0.15:
            found["note"] = self.note()
        return found

    def note(self) -> str:
        """Return a note with a link to a page in another folder, and one to an id there."""
        other = self.chance.randrange(self.guides)
        return f"{self.sentence()} See [{self.words(2)}](../{_page(other)}.md#finish).\n"
