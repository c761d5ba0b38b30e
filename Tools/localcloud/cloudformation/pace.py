"""Resources that take their time, as on AWS: to watch progress, and to interrupt it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from localcloud.cloudformation import events, operations
from localcloud.emulator import Attributes, Properties, replace_everywhere, stacks


def install(seconds: float) -> None:
    """Make every create, change and delete of a resource take ``seconds``. After `operations.install`."""
    if seconds <= 0:
        return
    # On the event loop, a resource of a stack at the top would hold up every other request.
    replace_everywhere(stacks._runs_on_worker_thread, lambda resource_type: True)

    def slowly(operation: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(resource_type: str, *arguments: Any) -> Any:
            # A nested stack takes as long as what is in it.
            if resource_type != events.STACK_TYPE:
                time.sleep(seconds)
            return operation(resource_type, *arguments)

        return wrapped

    def update(resource_type: str, physical_id: str, old: Properties, new: Properties,
               *others: Any) -> tuple[str, Attributes]:
        operation = operations.update if old == new else slowly(operations.update)
        return operation(resource_type, physical_id, old, new, *others)

    replace_everywhere(operations.provision, slowly(operations.provision))
    replace_everywhere(operations.update, update)
    replace_everywhere(operations.delete, slowly(operations.delete))
