"""A new guide to begin with: clean under every check, and honest about what is still to be said."""

import re
from pathlib import Path

import jinja2

from generator.environment import template_folders
from generator.service_provider import ServiceProvider
from generator.yaml_mends import quoted

NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
TEMPLATE = "new.guide.yml.j2"


def guide(name: str, sp: ServiceProvider, templates: Path) -> str:
    """Return the YAML of a new guide called `name`, which enters all that `sp` requires."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in template_folders(templates)]),
        autoescape=False,  # noqa: S701 (YAML, whose texts are quoted by `quoted`)
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["quoted"] = quoted
    title = " ".join(word.capitalize() for word in name.split("-"))
    required = {key: sp.values[key] for key in sp.saml.required if key in sp.values}
    return environment.get_template(TEMPLATE).render(name=title, sp=sp, required=required)
