"""What the checks of images cost: the first time, and when all that they saw is kept.

Run `python -m tests.benchmarks.image_cost`. It is no test: it takes a minute, and its figures
depend on the machine. Screenshots are looked at in one process, without and with what was kept;
time is that of the processor. An image that claims to be enormous is looked at first. The exit
code is 1 where a bound is passed.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path
from statistics import median

from PIL import Image, ImageDraw

from generator.figures.reading import Images
from generator.kept import Kept
from tests.benchmarks import measuring
from tests.pictures import picture

_SIZE = (1600, 1000)
_BOMB = {"size": [8, 8], "claims": [100_000, 100_000]}
# How many patches of colour, the likes of fields and buttons, a screenshot has.
_PATCHES = 120


def main() -> int:
    """Make the screenshots and measure; return 1 if looking at them costs more than it may."""
    options = _options()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        files = [_screenshot(folder / f"{number}.png", number) for number in range(options.images)]
        bomb = folder / "bomb.png"
        bomb.write_bytes(picture(bomb.name, **_BOMB))
        return _measure(files, bomb, folder / "kept", options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.image_cost")
    parser.add_argument("--images", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5, help="how often to measure the second run")
    parser.add_argument("--faster-bound", type=float, default=20, help="times, at least")
    parser.add_argument("--bomb-bound", type=float, default=8, help="MiB that a bomb may take")
    return parser.parse_args()


def _screenshot(file: Path, number: int) -> Path:
    """Write a picture of flat patches and lines of words, as consoles have."""
    source = random.Random(number)  # noqa: S311 (a pattern, no secret)
    image = Image.new("RGB", _SIZE, "white")
    draw = ImageDraw.Draw(image)
    for _ in range(_PATCHES):
        x, y = source.randrange(_SIZE[0]), source.randrange(_SIZE[1])
        draw.rectangle((x, y, x + 200, y + 40), fill=(source.randrange(256), 200, 220))
        draw.text((x, y), f"Screenshot {number}", fill="black")
    image.save(file, compress_level=1)
    return file


def _measure(files: list[Path], bomb: Path, kept: Path, options: argparse.Namespace) -> int:
    size = sum(file.stat().st_size for file in files) / 1024 / 1024
    print(f"{len(files)} screenshots, {size:.0f} MiB", flush=True)
    first = measuring.seconds(lambda: _look(files, kept))
    second = median(measuring.seconds(lambda: _look(files, kept)) for _ in range(options.runs))
    before = measuring.peak_mebibytes()
    Images(None).look(bomb)
    taken = measuring.peak_mebibytes() - before
    print(f"First run {first:.2f} s, second {second:.2f} s")
    print(f"Second: {first / second:.0f} times faster, bound {options.faster_bound:g}")
    print(f"Bomb:   {taken:.0f} MiB, bound {options.bomb_bound:g} MiB")
    return 0 if first >= options.faster_bound * second and taken <= options.bomb_bound else 1


def _look(files: list[Path], kept: Path) -> None:
    images = Images(Kept(kept))
    for file in files:
        images.look(file)
    images.save()


if __name__ == "__main__":
    sys.exit(main())
