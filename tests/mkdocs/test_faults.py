"""How a build ends: what is listed, what counts for --strict, what a site makes of it."""

import json

import pytest

from tests.mkdocs.sites import Site

GUIDE = "docs/sso/acme.guide.yml"
PROVIDER = "docs/sso/service-provider.yml"
# A fault that a page survives: its severity is a warning.
UNUSED = "  nobody: {label: l, description: d, example: e, pattern: e}\nvalues:"
SURVIVABLE = "placeholder/unused"
# What is changed in the guide, and the findings that it makes: a line, a rule.
UNREADABLE = [
    ("title: SAML", "titel: SAML", "1:1", "schema/unknown-key"),
    ("Audience: {sp: entity_id}", "Audience: {spp: entity_id}", "19:22", "schema/unknown-key"),
    ("Metadata: metadata_xml", "Metadata: metadata_xlm", "24:30", "value/unknown"),
    ("open-settings:", "open-setings:", "15:11", "figure/missing"),
    (
        "intro: Set up",
        "intro: Set up [home](../index.md#nowhere) and",
        "7:22",
        "link/missing-anchor",
    ),
]
SYNTAX = ("connect Acme to {{ sp.name }}", "connect: Acme", "2:21", "yaml/second-colon")


def test_unreadable_guide_ends_the_build_with_all_faults(plain: Site) -> None:
    for old, new, _, _ in UNREADABLE:
        plain.change(GUIDE, old, new)
    built = plain.build()
    expected = [f"{GUIDE}:{place}: error: {rule}: " for _, _, place, rule in UNREADABLE]
    built.expect_ended(*expected)
    assert built.log.count(f"{GUIDE}:") == len(expected), built.log


def test_faults_of_several_files_are_listed_together(plain: Site) -> None:
    old, new, place, rule = SYNTAX
    plain.copy_guide("docs/sso/beta.guide.yml", "SAML app for Beta")
    plain.change(GUIDE, old, new)
    plain.change("docs/sso/beta.guide.yml", "sections:", "sektions:")
    plain.write("docs/sso/gamma.guide.yml", "")
    built = plain.build()
    built.expect_ended(
        f"{GUIDE}:{place}: error: {rule}: ",
        "docs/sso/beta.guide.yml:8:1: error: schema/unknown-key: ",
        "docs/sso/gamma.guide.yml:1:1: error: yaml/empty: ",
    )


def test_service_provider_that_cannot_be_read_ends_the_build(plain: Site) -> None:
    plain.change(PROVIDER, "finish:", "finsh:")
    built = plain.build()
    built.expect_ended(f"{PROVIDER}:13:1: error: schema/unknown-key: ")
    assert built.log.count("schema/unknown-key") == 1, built.log


def test_guide_without_a_service_provider(plain: Site) -> None:
    plain.move(PROVIDER, "elsewhere.yml")
    plain.write("docs/index.md", "# Home\n")
    built = plain.build("--strict")
    built.expect_ended(f"{GUIDE}:1:1: error: service-provider/missing")


def test_misspelt_value_is_one_finding(plain: Site) -> None:
    plain.change(GUIDE, "sp: acs_url", "sp: asc_url")
    built = plain.build("--strict")
    built.expect_ended(f"{GUIDE}:20:29: error: value/unknown", 'did you mean "acs_url"?')
    assert built.log.count(f"{GUIDE}:") == 1, built.log


def test_misnamed_guide(plain: Site) -> None:
    plain.move(GUIDE, "docs/sso/acme.guide.yaml")
    plain.write("docs/index.md", "# Home\n")
    built = plain.build("--strict")
    built.expect_ended(
        "docs/sso/acme.guide.yaml:1:1: error: file/extension", "hint: call it acme.guide.yml"
    )
    assert not {name for name in built.files() if name.endswith(".yaml")}


@pytest.mark.parametrize(
    ("severity", "arguments", "code", "level"),
    [
        ("error", (), 0, "ERROR"),
        ("error", ("--strict",), 1, "ERROR"),
        (None, (), 0, "WARNING"),
        (None, ("--strict",), 1, "WARNING"),
        ("note", ("--strict",), 0, "INFO"),
        ("off", ("--strict",), 0, ""),
    ],
)
def test_severity_is_what_the_site_says(
    plain: Site, severity: str | None, arguments: tuple[str, ...], code: int, level: str
) -> None:
    plain.change(PROVIDER, "values:", UNUSED)
    if severity:
        plain.configure({"rules": {SURVIVABLE: severity}})
    built = plain.build(*arguments)
    assert built.code == code, built.log
    lines = [line for line in built.log.splitlines() if SURVIVABLE in line]
    shown = severity or "warning"
    place = f"{PROVIDER}:9:3: {shown}: {SURVIVABLE}: "
    assert [(line.split()[0], place in line) for line in lines] == ([(level, True)] * bool(level))


def test_rule_that_is_not_known(plain: Site) -> None:
    plain.configure({"rules": {"placeholder/unusd": "off"}})
    built = plain.build("--strict")
    built.expect_ended("placeholder/unusd", f'did you mean "{SURVIVABLE}"?')


def test_excuse(plain: Site) -> None:
    reason = "# handrail: allow placeholder/unused because the next value needs it"
    plain.change(PROVIDER, "values:", f"  {reason}\n{UNUSED}")
    plain.build("--strict").expect_clean()


def test_excuse_that_excuses_nothing(plain: Site) -> None:
    excuse = "# handrail: allow link/missing-page because of nothing"
    plain.change(GUIDE, "title: SAML", f"{excuse}\ntitle: SAML")
    plain.build("--strict").expect_ended(f"{GUIDE}:1:1: warning: excuse/unused")


def test_quiet_build_fails_as_well(plain: Site) -> None:
    plain.change(GUIDE, "intro: Set up", "intro: Set [up](../nowhere.md)")
    built = plain.build("--strict", "--quiet")
    assert built.code == 1, built.log


def test_check_of_a_site_whose_plugin_is_on(plain: Site) -> None:
    plain.change(PROVIDER, "values:", UNUSED)
    found = plain.check("--format", "json")
    assert found.code == 0, found.log
    listed = json.loads(found.log)["diagnostics"]
    assert [(one["file"], one["rule"]) for one in listed] == [(PROVIDER, SURVIVABLE)]
    assert plain.check("--strict").code == 1


def test_nav_entry_that_is_not_there_is_one_finding(plain: Site) -> None:
    plain.configure(nav=["index.md", "sso/acme.md", "sso/service-provider.md", "sso/nowhere.md"])
    built = plain.build("--strict")
    assert built.code == 1
    assert built.log.count("nav/missing-page") == 1, built.log


STRICT = {"validation": {"links": {"not_found": "warn", "anchors": "warn"}}}


@pytest.mark.parametrize(
    ("address", "rule"),
    [("../nowhere.md", "link/missing-page"), ("../index.md#nowhere", "link/missing-anchor")],
)
def test_dead_link_of_a_guide_is_told_once(plain: Site, address: str, rule: str) -> None:
    plain.configure(**STRICT)
    plain.change(GUIDE, "intro: Set up", f"intro: Set [up]({address})")
    built = plain.build("--strict")
    built.expect_ended(f"{GUIDE}:7:17: error: {rule}: ")
    complaints = [line for line in built.log.splitlines() if line.startswith(("WARN", "ERROR"))]
    assert len(complaints) == 1, built.log


def test_dead_link_of_a_guide_can_be_excused(plain: Site) -> None:
    plain.configure(**STRICT)
    excuse = "# handrail: allow link/missing-page because the page comes tomorrow"
    plain.change(GUIDE, "up SAML with Acme.", f"[up](../nowhere.md) SAML with Acme.  {excuse}")
    plain.build("--strict").expect_clean()
