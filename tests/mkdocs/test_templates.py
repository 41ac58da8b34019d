"""Templates of a site's own, and what is wrong with them."""

import pytest

from tests.mkdocs.sites import Site

GUIDE = "sso/acme/index.html"
# A template, what is put in its place, and what is said of it.
BROKEN = [
    pytest.param(
        "actions/click.md.j2",
        "\n{% if %}\n",
        "templates/actions/click.md.j2:2:1: error: jinja/error: ",
        id="syntax",
    ),
    pytest.param(
        "guide.md.j2",
        "{{ front_matter }}\n\n# {{ idp.name }}\n\n{{ idp.nmae }}\n",
        "templates/guide.md.j2:5:1: error: jinja/error: ",
        id="unknown-name",
    ),
    pytest.param(
        "guide.md.j2",
        '{{ front_matter }}\n\n{% include "missing.md.j2" %}\n',
        'templates/guide.md.j2:3:1: error: jinja/error: no template is called "missing.md.j2"',
        id="include",
    ),
    pytest.param(
        "actions/click.md.j2",
        "{{ action.value | shout }}",
        "templates/actions/click.md.j2:1:1: error: jinja/error: ",
        id="unknown-filter",
    ),
    pytest.param(
        "step.md.j2",
        "\n\n\n{{ 1 // 0 }}",
        "templates/step.md.j2:4:1: error: jinja/error: ",
        id="arithmetic",
    ),
    pytest.param(
        "step.md.j2",
        "{% for each in guide.sections %}{{ each.steps() }}{% endfor %}",
        "templates/step.md.j2:1:1: error: jinja/error: ",
        id="call",
    ),
    pytest.param(
        "guide.md.j2",
        '{% include "guide.md.j2" %}',
        "templates/guide.md.j2:1:1: error: jinja/error: ",
        id="itself",
    ),
    pytest.param(
        "drawings/drawing.svg.j2",
        "<svg>\n{{ layout.nothing }}\n</svg>",
        "templates/drawings/drawing.svg.j2:2:1: error: jinja/error: ",
        id="drawing",
    ),
    pytest.param(
        "drawings/drawing.svg.j2",
        "<svg>\n{% endfor %}\n</svg>",
        "templates/drawings/drawing.svg.j2:2:1: error: jinja/error: ",
        id="drawing-syntax",
    ),
]


def test_site_replaces_one_template(plain: Site) -> None:
    plain.write("templates/actions/click.md.j2", "press **{{ action.value[0].name }}**, please.\n")
    built = plain.build("--strict").expect_clean()
    said = built.article(GUIDE).text()
    assert "Press Settings, please." in said
    assert "Select Settings" not in said
    assert "Go to the Acme console." in said


def test_site_replaces_the_page_and_uses_what_is_left(plain: Site) -> None:
    plain.write(
        "templates/guide.md.j2",
        '{{ front_matter }}\n# All about {{ idp.name }}\n\n{% include "finish.md.j2" %}\n',
    )
    built = plain.build("--strict").expect_clean()
    titles = [heading.text() for heading in built.article(GUIDE).css("h1, h2")]
    assert titles == ["All about Acme", "Finish in Widgets"]


def test_site_replaces_what_drawings_look_like(plain: Site) -> None:
    plain.write(
        "templates/drawings/drawing.svg.j2",
        '<svg xmlns="http://www.w3.org/2000/svg"><title>{{ layout.title }}</title></svg>\n',
    )
    built = plain.build("--strict").expect_clean()
    drawn = (built.folder / "img/sso/acme/enter-values.svg").read_text("utf-8")
    assert drawn == '<svg xmlns="http://www.w3.org/2000/svg"><title>Acme console</title></svg>\n'


def test_templates_folder_of_another_name(plain: Site) -> None:
    plain.configure({"templates": "tools/pages"})
    plain.write("tools/pages/actions/go.md.j2", "off you go.\n")
    built = plain.build("--strict").expect_clean()
    assert "Off you go." in built.article(GUIDE).text()


def test_text_in_a_template_stays_text(plain: Site) -> None:
    plain.write("templates/actions/go.md.j2", '{{ "<b>*x*</b> | {: .y }" }} and **all**.\n')
    built = plain.build("--strict").expect_clean()
    article = built.article(GUIDE)
    assert "<b>*x*</b> | {: .y } and all." in article.text()
    assert not article.css("ol b, ol em, .y")


@pytest.mark.parametrize(("template", "text", "said"), BROKEN)
def test_broken_template(plain: Site, template: str, text: str, said: str) -> None:
    plain.write(f"templates/{template}", text)
    built = plain.build("--strict")
    built.expect_ended(said)
    assert built.log.count("jinja/error") == 1, built.log


def test_broken_template_and_a_fault_in_a_guide(plain: Site) -> None:
    plain.write("templates/drawings/form.svg.j2", "{{ layout.nothing }}")
    plain.change("docs/sso/acme.guide.yml", "{sp: acs_url}", "{sp: asc_url}")
    built = plain.build("--strict")
    built.expect_ended(
        "templates/drawings/form.svg.j2:1:1: error: jinja/error",
        "docs/sso/acme.guide.yml:20:29: error: value/unknown",
    )
