"""What Handrail costs: builds with it, against plain MkDocs on what `handrail render` wrote.

Run `python -m tests.benchmarks.build_cost`. It is no test: it takes a quarter of an hour, and its
figures depend on the machine. Time is that of the processor, so that other work disturbs it less.

A first build reads, checks and renders every guide; the next one finds its pages kept. The exit
code is for the next one: sites are built again and again. The first is shown beside it.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from selectolax.lexbor import LexborHTMLParser

from tests.benchmarks import measuring, sample_site

# The builds that are compared. The first one finds no pages kept, the next one all of them.
_FIRST, _NEXT, _PLAIN = "first build", "next build", "plain MkDocs"
_QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


@dataclass(frozen=True)
class Cost:
    """What one build took."""

    seconds: float
    mebibytes: float


def main() -> int:
    """Build the site with and without the plugin by turns; return 1 if a next build costs more."""
    options = _options()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        print(f"Writing {options.guides} guides of {options.steps} steps", flush=True)
        sites = _prepare(folder, options.guides, options.steps)
        costs: dict[str, list[Cost]] = {name: [] for name in (_FIRST, _NEXT, _PLAIN)}
        for run in range(1, options.runs + 1):
            shutil.rmtree(sites[_FIRST].parent / ".cache", ignore_errors=True)
            for name, found in costs.items():
                found.append(cost := _build(sites[name]))
                print(f"Run {run}, {name}: {_shown(cost)}", flush=True)
        if not _same_pages(sites):
            return 1
    return _judge(costs, options.cpu_bound, options.memory_bound, options.guides)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.build_cost")
    parser.add_argument("--guides", type=int, default=1000)
    parser.add_argument("--steps", type=int, default=25, help="steps in each guide")
    parser.add_argument("--runs", type=int, default=5, help="builds of each kind")
    parser.add_argument("--cpu-bound", type=float, default=15, help="percent (60 steps: 20)")
    parser.add_argument("--memory-bound", type=float, default=200, help="MiB")
    parser.add_argument("--folder", type=Path, help="write the sites there, and keep them")
    return parser.parse_args()


def _prepare(folder: Path, guides: int, steps: int) -> dict[str, Path]:
    """Write both sites; return the mkdocs.yml of each."""
    with_plugin, plain = folder / "plugin", folder / "plain"
    sample_site.write(with_plugin, guides, steps)
    config = sample_site.configure(with_plugin, plugin=True)
    render = "from generator.cli import main; main()"
    _run(["-c", render, "render", "--config", str(config), "--out", str(plain / "docs")])
    return {
        _FIRST: config,
        _NEXT: config,
        _PLAIN: sample_site.configure(plain, plugin=False),
    }


def _build(config: Path) -> Cost:
    return _run(["-m", "mkdocs", "build", "--quiet", "--config-file", str(config)])


def _run(arguments: Sequence[str]) -> Cost:
    """Run Python in a process of its own and return what it took; end everything if it fails."""
    with tempfile.TemporaryFile("w+") as output:
        command = [sys.executable, *arguments]
        process = subprocess.Popen(command, stdout=output, stderr=output, env=_QUIET)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read()
    if process.returncode or "WARNING" in said or "ERROR" in said:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{said[-5000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, measuring.mebibytes(usage.ru_maxrss))


def _same_pages(sites: dict[str, Path]) -> bool:
    """Tell whether both builds made the same pages; without that no comparison is fair."""
    with_plugin, plain = (dict(_articles(sites[name].parent / "site")) for name in (_NEXT, _PLAIN))
    pages = with_plugin | plain
    different = [page for page in pages if with_plugin.get(page) != plain.get(page)]
    print(f"{len(pages)} pages compared, {len(different)} differ {different[:3] or ''}")
    return bool(pages) and not different


def _articles(site: Path) -> Iterator[tuple[str, str]]:
    """Yield every page with what it says, without what is around that on all pages."""
    for path in sorted(site.rglob("*.html")):
        article = LexborHTMLParser(path.read_bytes()).css_first("article")
        yield path.relative_to(site).as_posix(), (article.html or "") if article else ""


def _judge(costs: dict[str, list[Cost]], cpu: float, memory: float, guides: int) -> int:
    plain = _median(costs[_PLAIN])
    print(f"Median, {_PLAIN}: {_shown(plain)}")
    kept = True
    for name in (_FIRST, _NEXT):
        plugin = _median(costs[name])
        percent = 100 * (plugin.seconds / plain.seconds - 1)
        extra = plugin.mebibytes - plain.mebibytes
        each = 1000 * (plugin.seconds - plain.seconds) / guides
        print(f"Median, {name}: {_shown(plugin)}")
        print(f"  CPU:    {percent:+.1f} % ({each:+.2f} ms a guide), bound {cpu:g} %")
        print(f"  Memory: {extra:+.0f} MiB, bound {memory:g} MiB")
        kept = percent <= cpu and extra <= memory
    return 0 if kept else 1


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(median(c.seconds for c in costs), median(c.mebibytes for c in costs))


def _shown(cost: Cost) -> str:
    return f"{cost.seconds:.2f} s of CPU, {cost.mebibytes:.0f} MiB at most"


if __name__ == "__main__":
    sys.exit(main())
