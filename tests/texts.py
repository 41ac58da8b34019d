"""Texts that writers could type, for Hypothesis: all that YAML allows, and what has a meaning."""

from hypothesis import strategies as st

# What YAML refuses, and what ends a line without looking like it, never reaches a text.
_REFUSED = "\x85\u2028\u2029\ufffe\uffff"
_LETTERS = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=_REFUSED)
_SIGNS = st.sampled_from(list("\\`*_{}[]()#+-.!?<>&|~^=:;,$@%\"'/ \n\t01aAcCx"))
# What some extension, template engine or browser gives a meaning.
_PIECES = st.sampled_from(
    [
        "{{ sp.name }}",
        "{% include 'x' %}",
        "{# x #}",
        "{: .c onclick=alert() }",
        "{>>x<<}",
        "{++x++}",
        "[x](javascript:alert)",
        "[x](https://e.org/a_b)",
        "[](#x)",
        "[^1]",
        "[^1]: note",
        "[x]: https://e.org",
        "*[x]: abbreviation",
        "![x](y.png)",
        "<script>",
        "<!-- x -->",
        "</p>",
        "&amp;",
        "&#42;",
        "**b**",
        "*e*",
        "***be***",
        "__b__",
        "`c`",
        "``c``",
        "\n\n",
        "\n- ",
        "\n1. ",
        "\n    ",
        "\n```\n",
        "\n~~~\n",
        "\n---\n",
        "\n===\n",
        "\n: ",
        "\n> ",
        "# ",
        '--8<-- "x"',
        ";--8<--",
        '!!! note "x"',
        "??? x",
        '=== "x"',
        "/// x",
        "- [ ] ",
        ":smile:",
        "++ctrl++",
        "https://e.org",
        "www.e.org",
        "a@e.org",
        "(c)",
        "(tm)",
        "1/2",
        "c/o",
        "-->",
        "=/=",
        "+/-",
        "$x$",
        r"\(x\)",
        "~~x~~",
        "==x==",
        "^^x^^",
        "[=50%]",
        "@user",
        "#!python x",
        "1st",
    ]
)
SIGNS = st.lists(st.one_of(_SIGNS, _LETTERS, _PIECES), max_size=25).map("".join)
# Texts as they come out of a model: not blank, without blanks around them.
TEXTS = SIGNS.map(str.strip).filter(bool)
