"""What benchmarks measure: memory, and time of the processor, which other work disturbs less."""

import resource
import sys
import time
from collections.abc import Callable


def seconds(do: Callable[[], object]) -> float:
    """Return how many seconds of the processor something takes in this process."""
    start = time.process_time()
    do()
    return time.process_time() - start


def peak_mebibytes() -> float:
    """Return how much memory this process has taken at most so far."""
    return mebibytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def mebibytes(maxrss: int) -> float:
    """Turn ru_maxrss into MiB: it is in bytes on macOS, in KiB elsewhere."""
    return maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
