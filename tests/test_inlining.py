"""What a template includes is compiled into it: the page must not tell."""

import traceback
from pathlib import Path
from typing import Any

import jinja2
import pytest
from markupsafe import Markup, escape

from generator import configuration, reader
from generator.environment import compiled_once, environment, template_folders
from generator.figures.library import library
from generator.inlining import InliningEnvironment
from generator.pages import Site, guide_page, image_finder, service_provider_page
from generator.render import Renderer
from tests.test_golden import GOLDEN

CONTEXT = {"names": "outer", "things": [{"kind": "a"}, {"kind": "b"}], "yes": True, "no": False}
# Each is a page and what it includes, one fault of inlining in each.
PAGES = {
    "plain": {"page": "x{% include 'part' %}y", "part": "{{ names }}"},
    "loop": {
        "page": "{% for t in things %}{{ loop.index }}{% include 'part' %}{% endfor %}",
        "part": "{% for t in things %}{{ loop.index }}{{ t.kind }}{% endfor %}",
    },
    "set in what is included": {
        "page": "{% set word = 'mine' %}{% include 'part' %}{{ word }}",
        "part": "{% set word = 'theirs' %}{{ word }} ",
    },
    "set before": {
        "page": "{% for t in things %}{% set word = t.kind %}{% include 'part' %}{% endfor %}",
        "part": "{{ word }}",
    },
    "namespace": {
        "page": "{% set seen = namespace(n=0) %}{% include 'part' %}{{ seen.n }}",
        "part": "{% set seen.n = seen.n + 1 %}{{ seen.n }}",
    },
    "in a filter": {
        "page": "{% filter upper %}{% include 'part' %}{% endfilter %}",
        "part": "{{ names }}",
    },
    "within itself": {
        "page": "{% set depth = 0 %}{% include 'part' %}",
        "part": "{% set depth = depth + 1 %}{% if depth < 3 %}{% include 'part' %}{% endif %}.",
    },
    "name known late": {
        "page": "{% for thing in things %}{% include 'part-' ~ thing.kind %}{% endfor %}",
        "part-a": "A{% include 'part-b' %}",
        "part-b": "B",
    },
    "missing, not reached": {"page": "x{% if no %}{% include 'nothing' %}{% endif %}"},
    "missing, ignored": {"page": "x{% include 'nothing' ignore missing %}"},
    "extends": {
        "page": "{% include 'part' %}",
        "part": "{% extends 'base' %}{% block word %}own{% endblock %}",
        "base": "<{% block word %}{% endblock %}>",
    },
    "macro": {
        "page": "{% include 'part' %}",
        "part": "{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{{ twice(names) }}",
    },
    "what filters read": {
        "page": "{% set names = 'inner' %}{% include 'part' %}",
        "part": "{{ 'x' | with_names }}",
    },
    "what filters read, in a loop": {
        "page": "{% for t in things %}{% set names = t.kind %}{% include 'part' %}{% endfor %}",
        "part": "{{ 'x' | with_names }}{% include 'inner' %}",
        "inner": "{{ 'y' | with_names }}",
    },
    "what filters read, set in what is included": {
        "page": "{% include 'part' %}",
        "part": "{% set names = 'inner' %}{{ 'x' | with_names }}",
    },
    "loop of the one that includes": {
        "page": "{% for t in things %}{{ loop.index }}{% include 'part' %}{% endfor %}",
        "part": "{{ loop is defined }}",
    },
    "caller of the one that includes": {
        "page": "{% macro m() %}{{ caller() }}{% include 'part' %}{% endmacro %}"
        "{% call m() %}x{% endcall %}",
        "part": "{{ caller is defined }}",
    },
    "without escaping": {
        "page": "{% autoescape false %}{% include 'part' %}{% endautoescape %}",
        "part": "{% set text %}<b>{% endset %}{{ text }}",
    },
    "syntax, not reached": {"page": "x{% if no %}{% include 'part' %}{% endif %}", "part": "{% if"},
    "items by a dot": {"page": "{% include 'part' %}", "part": "{{ things[0].kind }}"},
    "a keyword by a dot": {"page": "{{ {'class': 'c'}.class }}"},
    "undefined, tested": {
        "page": "{% include 'part' %}",
        "part": "{{ 'a' if more is defined else 'b' }}{{ things.nothing is defined }}",
    },
}


def _finalize(value: Any) -> Any:
    return value if isinstance(value, Markup) else escape(str(value))


@jinja2.pass_context
def _with_names(context: jinja2.runtime.Context, text: str) -> str:
    return f"{text}:{context['names']}"


def _environment(templates: dict[str, str]) -> InliningEnvironment:
    made = InliningEnvironment(
        "names",
        loader=jinja2.DictLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
    )
    made.filters["with_names"] = _with_names
    return made


@pytest.mark.parametrize("name", PAGES)
def test_page_is_the_same(name: str) -> None:
    environment = _environment(PAGES[name])
    shown = environment.get_template("page").render(CONTEXT)
    assert shown == environment.usual.get_template("page").render(CONTEXT)


def test_what_is_included_is_compiled_in() -> None:
    """An include that changes behind the page's back has no effect: it is not looked up again."""
    templates = {"page": "{% include 'part' %}", "part": "before"}
    page = _environment(templates).get_template("page")
    templates["part"] = "after"
    assert page.render() == "before"


@pytest.mark.parametrize(
    "page", ["{% include 'part' %}", "{% for t in things %}{% include 'part' %}{% endfor %}"]
)
def test_fault_is_the_one_that_jinja_finds(page: str) -> None:
    environment = _environment({"page": page, "part": "x\n{{ names.nothing.more }}"})
    with pytest.raises(jinja2.UndefinedError, match="has no attribute 'nothing'") as found:
        environment.get_template("page").render(CONTEXT)
    frames = traceback.extract_tb(found.value.__traceback__)
    assert [frame.lineno for frame in frames if frame.filename == "<template>"] == [1, 2]


def test_templates_are_compiled_once_until_one_changes(tmp_path: Path) -> None:
    folders = template_folders(tmp_path / "templates")
    made = compiled_once(environment, folders)
    assert compiled_once(environment, folders) is made
    folders[0].mkdir()
    for text in ("mine", "mine, changed"):
        (folders[0] / "step.md.j2").write_text(text, "utf-8")
        before, made = made, compiled_once(environment, folders)
        assert made is not before
        assert made.get_template("step.md.j2").render() == text


def test_own_templates_never_fail_for_being_compiled_together() -> None:
    """Rendered once more as they usually are, which mends that, they would take twice the time."""
    site = configuration.read(GOLDEN / "mkdocs.yml")
    made = environment(template_folders(site.templates))
    images = library(site.images)
    renderer = Renderer(made, image_finder(site, images), schemes=True)
    reading = reader.read_service_provider(site.docs / "service-provider.yml", "")
    whole = Site(site, images, renderer, {"service-provider.yml": reading}, None)
    for path in sorted(site.docs.glob("*.guide.yml")):
        guide = reader.read_guide(path, site.name(path))
        assert guide_page(whole, path.name, guide).markdown
    service_provider_page(whole, "service-provider.yml", reading)
    assert made.list_templates()
    assert not made.usual.cache
