"""Everything this package adds to ministack, in the order it has to be added."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from localcloud.cloudformation import change_sets, conditions, events, nested_stacks, stack_rules
from localcloud.settings import Settings


@contextmanager
def installed(settings: Settings) -> Iterator[Callable[[], dict[str, Any]]]:
    """Extend ministack for as long as the server runs; yields what the status page tells."""
    conditions.install()
    events.install()
    stack_rules.install()
    nested_stacks.install()
    change_sets.install()
    yield dict
