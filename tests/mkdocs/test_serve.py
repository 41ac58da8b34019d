"""One `mkdocs serve`, and a writer who changes everything while it runs."""

from collections.abc import Iterator

import pytest

from tests.mkdocs.serving import Server, serve
from tests.mkdocs.sites import Site

# Every test has a guide of its own, so that none depends on what another one did.
GUIDES = ("edited", "broken", "template", "figures", "counted")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    site = Site.copy(tmp_path_factory.mktemp("served"))
    for name in GUIDES:
        site.copy_guide(f"docs/{name}.guide.yml", f"The {name} guide")
    site.move("docs/sso/service-provider.yml", "docs/service-provider.yml")
    site.change("docs/service-provider.yml", "../index.md", "index.md")
    site.change("docs/index.md", "sso/service-provider.md", "service-provider.md")
    site.write("templates/actions/go.md.j2", "go there.\n")
    with serve(site) as running:
        yield running


def test_pages_are_there_at_the_start(server: Server) -> None:
    for name in GUIDES:
        assert server.shows(f"{name}/", "Set up SAML with Acme.")
    assert "WARNING" not in server.log()
    assert "ERROR" not in server.log()


def test_edit_of_a_guide(server: Server) -> None:
    server.site.change("docs/edited.guide.yml", "intro: Set up SAML", "intro: Connect yourself")
    server.wait_for("edited/", "Connect yourself with Acme.")


def test_edit_of_the_service_provider(server: Server) -> None:
    server.site.change("docs/service-provider.yml", "Hand the metadata over", "Bring the file")
    server.wait_for("edited/", "Bring the file, then go home.")
    server.wait_for("service-provider/", "Bring the file, then go home.")


def test_edit_of_a_template(server: Server) -> None:
    server.site.write("templates/actions/go.md.j2", "walk to the console.\n")
    server.wait_for("template/", "Walk to the console.")


def test_new_template(server: Server) -> None:
    server.site.write("templates/actions/click.md.j2", "press **{{ action.value[0].name }}**!\n")
    server.wait_for("template/", "Press Settings!")


def test_edit_of_an_image(server: Server) -> None:
    image = "img/sso/acme/open-settings.svg"
    server.site.change(image, "#888", "#123456")
    server.wait_until(lambda: "#123456" in server.get(image)[1], f"new {image}")


def test_edit_of_a_drawing(server: Server) -> None:
    server.site.change("img/sso/acme/enter-values.drawing.yml", "Acme console", "Acme, anew")
    drawn = "img/sso/acme/enter-values.svg"
    server.wait_until(lambda: "Acme, anew" in server.get(drawn)[1], f"new {drawn}")


def test_new_image_and_new_drawing(server: Server) -> None:
    site = server.site
    site.write("img/sso/acme/new-image.svg", site.read("img/sso/acme/open-settings.svg"))
    drawing = site.read("img/sso/acme/enter-values.drawing.yml")
    site.write("img/sso/acme/new-drawing.drawing.yml", drawing)
    site.change("docs/figures.guide.yml", "open-settings:", "new-image:")
    site.change("docs/figures.guide.yml", "enter-values:", "new-drawing:")
    for stem in ("new-image", "new-drawing"):
        page = f"img/sso/acme/{stem}.svg"
        server.wait_until(lambda page=page: page in server.get("figures/")[1], page)  # type: ignore[misc]
        assert server.get(page)[0] == 200


def test_new_guide_needs_no_restart(server: Server) -> None:
    assert server.get("fresh/")[0] == 404
    server.site.copy_guide("docs/fresh.guide.yml", "The fresh guide")
    server.wait_for("fresh/", "Set up SAML with Acme.")
    assert server.shows("", "The fresh guide")


def test_guide_that_is_gone(server: Server) -> None:
    server.site.copy_guide("docs/gone.guide.yml", "The gone guide")
    server.wait_for("gone/", "Set up SAML with Acme.")
    (server.site.folder / "docs/gone.guide.yml").unlink()
    server.wait_until(lambda: server.get("gone/")[0] == 404, "gone/ to go")


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("title: The", "titel: The", ["broken.guide.yml:1:1", '"titel" is not known here']),
        ("{{ sp.name }}", "}}: - {", ["broken.guide.yml:2:"]),
        ("sections:", "sections: []\nmore:", ["schema/empty", "schema/unknown-key"]),
    ],
    ids=["key", "syntax", "empty"],
)
def test_guide_that_cannot_be_read_for_a_while(
    server: Server, old: str, new: str, shown: list[str]
) -> None:
    with server.site.changed("docs/broken.guide.yml", old, new):
        for text in shown:
            server.wait_for("broken/", text)
        assert server.shows("edited/", "Open the settings")
    # What can be read of a broken guide is on its page too, so look for the faults to go.
    server.wait_until(lambda: not server.shows("broken/", "cannot be published"), "the guide alone")
    server.wait_for("broken/", "Set up SAML with Acme.")


def test_template_that_is_broken_for_a_while(server: Server) -> None:
    template = "templates/actions/go.md.j2"
    right = server.site.read(template)
    with server.site.changed(template, right, "\n{{ nothing }}"):
        server.wait_for("template/", f"{template}:2:1")
    server.wait_for("template/", "Open the settings")


def test_options_that_are_wrong_for_a_while(server: Server) -> None:
    with server.site.changed("mkdocs.yml", "handrail]", "{handrail: {imagse: img}}]"):
        server.wait_until(lambda: 'did you mean "images"?' in server.log(), "a word on the option")
        assert server.shows("edited/", "Open the settings")
    server.site.change("docs/edited.guide.yml", "title: The", "title: THE")
    server.wait_for("edited/", "THE edited guide")


def test_no_build_writes_where_it_would_be_seen(server: Server) -> None:
    folders = ("docs", "img", "templates")
    before = server.builds()
    edits = 3
    for number in range(edits):
        server.site.change("docs/counted.guide.yml", "intro: ", f"intro: Now {number}. ")
        state = server.site.state(*folders)
        server.wait_for("counted/", f"Now {number}. ")
        assert server.site.state(*folders) == state
    # Changes that are made while a build is waiting or running can make one more.
    assert server.builds() - before <= 2 * edits


def test_server_starts_with_everything_broken(site: Site) -> None:
    site.change("docs/sso/acme.guide.yml", "title: SAML", "titel: SAML")
    site.change("docs/sso/service-provider.yml", "finish:", "finsh:")
    site.write("templates/drawings/form.svg.j2", "{% if %}")
    site.write("templates/verified.md.j2", "{{ nothing }}")
    with serve(site) as running:
        running.wait_for("sso/acme/", "cannot be published")
        site.change("docs/sso/acme.guide.yml", "titel: SAML", "title: SAML")
        site.change("docs/sso/service-provider.yml", "finsh:", "finish:")
        (site.folder / "templates/drawings/form.svg.j2").unlink()
        (site.folder / "templates/verified.md.j2").unlink()
        running.wait_for("sso/acme/", "Set up SAML with Acme.")


def test_folders_that_are_made_while_the_server_runs(site: Site) -> None:
    assert not (site.folder / "templates").exists()
    with serve(site) as running:
        site.write("templates/actions/go.md.j2", "go, go, go.\n")
        site.change("mkdocs.yml", "Somebody else", "Somebody")
        running.wait_for("sso/acme/", "Go, go, go.")
