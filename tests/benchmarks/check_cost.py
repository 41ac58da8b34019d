"""What the checks of links and anchors cost: against parsing the same pages and doing nothing.

Run `python -m tests.benchmarks.check_cost`. It is no test: it takes some minutes, and its figures
depend on the machine. A site of guides is built, with Material and all of its navigation on every
page. Then the pages are parsed, and checked, by turns in one process; time is that of the
processor. The exit code is 1 where a bound is passed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from selectolax.lexbor import LexborHTMLParser

from generator import configuration, project
from generator.checks import links
from tests.benchmarks import measuring, sample_site


def main() -> int:
    """Build the site and measure; return 1 if checking it costs more than it may."""
    options = _options()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        config = folder / "mkdocs.yml"
        if not config.exists():
            print(f"Building {options.guides} guides of {options.steps} steps", flush=True)
            config = _build(folder, options.guides, options.steps)
        return _measure(config, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.check_cost")
    parser.add_argument("--guides", type=int, default=1000)
    parser.add_argument("--steps", type=int, default=25, help="steps in each guide")
    parser.add_argument("--runs", type=int, default=5, help="how often to measure")
    parser.add_argument("--cpu-bound", type=float, default=2.5, help="times the CPU of parsing")
    parser.add_argument("--memory-bound", type=float, default=400, help="MiB")
    parser.add_argument("--folder", type=Path, help="build the site there, or use what is there")
    return parser.parse_args()


def _build(folder: Path, guides: int, steps: int) -> Path:
    sample_site.write(folder, guides, steps)
    config = sample_site.configure(folder, plugin=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)]
    subprocess.run(command, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return config


def _measure(config: Path, options: argparse.Namespace) -> int:
    made = project.open_project(configuration.read(config))
    site = made.configuration.site
    files = sorted(site.rglob("*.html"))
    size = sum(file.stat().st_size for file in files) / 1024 / 1024
    print(f"{len(files)} pages, {size:.0f} MiB of HTML", flush=True)
    ratios = []
    for run in range(1, options.runs + 1):
        parsing = measuring.seconds(lambda: _parse(files))
        checking = measuring.seconds(lambda: _check(made, site))
        ratios.append(checking / parsing)
        print(f"Run {run}: parsing {parsing:.2f} s, checking {checking:.2f} s", flush=True)
    peak = measuring.peak_mebibytes()
    ratio = median(ratios)
    print(f"CPU:    {ratio:.2f} times that of parsing, bound {options.cpu_bound:g}")
    print(f"Memory: {peak:.0f} MiB at most, bound {options.memory_bound:g} MiB")
    return 0 if ratio <= options.cpu_bound and peak <= options.memory_bound else 1


def _parse(files: list[Path]) -> None:
    for file in files:
        LexborHTMLParser(file.read_bytes())


def _check(made: project.Project, site: Path) -> None:
    found = links.check(made.configuration, made.pages, site).diagnostics()
    if found:
        sys.exit(f"The site is not sound: {found[:3]}")


if __name__ == "__main__":
    sys.exit(main())
