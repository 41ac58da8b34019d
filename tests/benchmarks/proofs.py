"""Proofs of the guide for LemonLDAP::NG, one after the other, each with a fresh instance.

Run `python -m tests.benchmarks.proofs`. It needs what `make lab` installs, and the ports of the
lab. For each run it says how many seconds it took, and whether its pictures are those of the first
one. The exit code is 1 where a run fails or takes longer than the bound, or pictures differ.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.labs.proofs import everything, left_behind, prove, site_with_labs

_LAB = "labs/lemonldap-ng/lab.yml"
_FIGURES = "img/common/saml/lemonldap-ng"


def main() -> int:
    """Prove the guide several times; return 1 if anything is not as it has to be."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.proofs")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--bound", type=float, default=60, help="seconds that a run may take")
    options = parser.parse_args()
    first: dict[str, bytes] = {}
    failed = False
    for number in range(1, options.runs + 1):
        seconds, said, figures = _run()
        first = first or figures
        equal = figures == first
        print(f"{number}: {seconds:5.1f} s  {said}  pictures: {'equal' if equal else 'other'}")
        failed |= seconds > options.bound or not equal or "a sign-in" not in said
    return int(failed)


def _run() -> tuple[float, str, dict[str, bytes]]:
    """Prove it once; return the seconds, the last line of what was said, and the pictures."""
    with tempfile.TemporaryDirectory() as temporary:
        site = site_with_labs(Path(temporary))
        start = time.monotonic()
        ended = prove(site, _LAB)
        seconds = time.monotonic() - start
        made = {
            Path(file).name: content
            for file, content in everything(site).items()
            if _FIGURES in file
        }
    left = ", ".join(left_behind())
    said = ended.output.strip().splitlines()[-1] if ended.output.strip() else "nothing"
    return seconds, f"left behind: {left}" if left else said, made


if __name__ == "__main__":
    sys.exit(main())
