"""How long and how much one report may take."""

import os
from dataclasses import dataclass

MAX_SECONDEN = 1800


@dataclass(frozen=True)
class Grenzen:
    """The time (seconds) and the memory (megabytes) that one report may take, before it is ended."""

    seconden: int = MAX_SECONDEN
    megabytes: int = 0

    @property
    def bytes(self) -> int:
        """The memory in bytes; 0 is no limit."""
        return self.megabytes * 2**20


def count_cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def share_memory(workers: int) -> int:
    """The part of the memory of this machine for each of so many workers, in megabytes; 0 where it is not told."""
    try:
        return int(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // workers // 2**20)
    except (AttributeError, OSError, ValueError):
        return 0
