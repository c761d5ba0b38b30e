"""Around every create, update and delete of a resource."""

from __future__ import annotations

from localcloud.access import authorization
from localcloud.cloudformation import deployments, events
from localcloud.emulator import Attributes, Properties, drift, provisioners, replace_everywhere
from localcloud.resources import references

_provision = provisioners._provision_resource
_update = provisioners._update_resource
_delete = provisioners._delete_resource
# The stack's name and the logical ID that moved resources were made under, by physical ID: what ministack calls a resource
# without a name, it works out of them with every change.
made_as: dict[str, tuple[str, str]] = {}


def install() -> None:
    replace_everywhere(_provision, provision)
    replace_everywhere(_update, update)
    replace_everywhere(_delete, delete)


def provision(resource_type: str, logical_id: str, properties: Properties,
              stack_name: str) -> tuple[str, Attributes]:
    deployments.refuse_if_cancelled(stack_name)
    references.check(resource_type, properties)
    authorization.check("create", resource_type, stack_name, properties)
    made = _provision(resource_type, logical_id, properties, stack_name)
    # Only now it has the name that CloudFormation gives it.
    authorization.check("create", resource_type, stack_name, properties, made[0])
    return made


def update(resource_type: str, physical_id: str, old: Properties, new: Properties, stack_name: str,
           logical_id: str | None = None, old_attrs: Attributes | None = None) -> tuple[str, Attributes]:
    if resource_type == events.STACK_TYPE:
        # Equal properties say nothing about a child: what an SSM parameter type names may have moved.
        handler = provisioners._RESOURCE_HANDLERS[resource_type]
        return handler["update"](physical_id, old, new, stack_name, logical_id)
    if old == new:
        events.mark_untouched(stack_name, logical_id)
    else:
        references.check(resource_type, new)
        _refuse_if_gone(resource_type, physical_id, old)
        authorization.check("update", resource_type, stack_name, new, physical_id)
    stack_name, logical_id = made_as.get(physical_id, (stack_name, logical_id))
    return _update(resource_type, physical_id, old, new, stack_name, logical_id, old_attrs)


def delete(resource_type: str, physical_id: str, properties: Properties,
           stack_name: str | None = None, logical_id: str | None = None) -> None:
    stack_id = events.announce_delete(stack_name, logical_id, physical_id)

    def report(status: str) -> None:
        if stack_id is not None and stack_name is not None and logical_id is not None:
            events.record(stack_id, stack_name, logical_id, resource_type, status, physical_id=physical_id)

    report("DELETE_IN_PROGRESS")
    authorization.check("delete", resource_type, stack_name, properties, physical_id)
    _delete(resource_type, physical_id, properties, stack_name, logical_id)
    report("DELETE_COMPLETE")


def _refuse_if_gone(resource_type: str, physical_id: str, properties: Properties) -> None:
    """What was deleted behind CloudFormation's back cannot be changed; ministack would make some of it anew."""
    reader, _ = drift._DRIFT_READERS.get(resource_type, (None, None))
    if reader is not None and reader(physical_id, properties) is None:
        raise ValueError(f"Resource handler returned message: \"Resource of type '{resource_type}' with identifier '{physical_id}' was "
                         "not found.\" (HandlerErrorCode: NotFound)")
