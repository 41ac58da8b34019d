"""What input takes longest: as much as is read of one kind, made of one piece over and over.

Run `python -m tests.benchmarks.any_input`. It is no test: how long something takes depends on the
machine. Time is that of the processor; each input is checked in a process of its own.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from generator import configuration, mkdocs_plugin, project, reader
from generator.built_html import LARGEST, MOST_TAGS
from generator.figures import decoding
from generator.yaml_source import MAXIMUM_BYTES
from tests.benchmarks import measuring
from tests.sites import sound_site

_HTML = [
    *("<p>a</p>", "<a href=x>y</a>", "<a href='../x/'>y</a>", "<a href=x", "<", "<a ", "<!--"),
    *("<!-- x -->", "<p id=a>", "</p>", "<a id=a></a>", "&amp;", "a ", "\0", "<img src=x alt=y>"),
    *(
        "<img srcset='a 1x, b 2x'>",
        "<script>",
        "<style>a{b:url(x)}</style>",
        "<style>",
        "<td>",
        "=",
    ),
    *("<p style='a:url(b)'>", "<table>", "<svg><use href=#a></svg>", "'", '"<a href=', "<b></i>"),
    *("<label for=a></label>", "<p aria-labelledby='a b'></p>", "<select><option>", "[a] (b) "),
    *("<li><img src=x>", "<a><img src=x></a>", "<figure><img src=x></figure>", "<picture><source>"),
]
_CSS = ["url(x)", "url(", "@import 'x';", "/*", "'", "\\", "a{", "(", '"\n']
_YAML = [
    "a: ",
    "- ",
    "[",
    "{",
    "a\n",
    "'",
    '"',
    "{{ a }} ",
    "[a](b) ",
    "x: y\n",
    "# a\n",
    "\t",
    "é",
]
_SVG = ["<g>", "<g/>", "<!-- -->", "<a href='#b'/>", "a", "&amp;"]


def main() -> int:
    """Check every input; return 1 if one of them took longer or more memory than it may."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.any_input")
    parser.add_argument("--seconds", type=float, default=5, help="of the processor, for each")
    parser.add_argument("--memory-bound", type=float, default=2048, help="MiB, for each")
    options = parser.parse_args()
    is_over = False
    for name, piece, size in _inputs():
        with get_context("spawn").Pool(1) as pool:
            seconds, mebibytes = pool.apply(_measure, (name, piece, size))
        over = seconds > options.seconds or mebibytes > options.memory_bound
        is_over |= over
        print(
            f"{seconds:5.1f} s {mebibytes:6.0f} MiB  {name} of {piece!r}{' !' * over}", flush=True
        )
    return int(is_over)


def _inputs() -> list[tuple[str, str, int]]:
    kinds = {"HTML": (_HTML, LARGEST), "CSS": (_CSS, LARGEST), "SVG": (_SVG, LARGEST)}
    kinds["YAML"] = (_YAML, MAXIMUM_BYTES)
    return [(name, piece, size) for name, (pieces, size) in kinds.items() for piece in pieces]


def _measure(name: str, piece: str, size: int) -> tuple[float, float]:
    """Return the seconds of the processor and the peak of memory that one input takes."""
    with tempfile.TemporaryDirectory() as folder:
        times = min(size // len(piece.encode()), MOST_TAGS // max(1, piece.count("<")))
        check = _CHECKS[name](Path(folder), (piece * times).encode())
        seconds = measuring.seconds(check)
    return seconds, measuring.peak_mebibytes()


def _html(folder: Path, content: bytes) -> Callable[[], object]:
    return _site(folder, "any.html", content)


def _css(folder: Path, content: bytes) -> Callable[[], object]:
    return _site(folder, "any.css", content)


def _site(folder: Path, name: str, content: bytes) -> Callable[[], object]:
    site = sound_site(folder)
    built = folder / "site"
    mkdocs_plugin.build_and_check(site.config, built)
    (built / "page.html").write_text("<link rel=stylesheet href=any.css>", "utf-8")
    (built / name).write_bytes(content)
    opened = project.open_project(configuration.read(site.config))
    return partial(project.check_site, opened, built)


def _yaml(folder: Path, content: bytes) -> Callable[[], object]:
    file = folder / "any.guide.yml"
    file.write_bytes(content)
    return partial(reader.read_guide, file, file.name)


def _svg(_folder: Path, content: bytes) -> Callable[[], object]:
    return partial(
        decoding.facts, b'<svg xmlns="http://www.w3.org/2000/svg">' + content + b"</svg>"
    )


_CHECKS = {"HTML": _html, "CSS": _css, "YAML": _yaml, "SVG": _svg}

if __name__ == "__main__":
    sys.exit(main())
