"""How a resource type is added: create, update in place, replace, delete.

The rule for updates is CloudFormation's own: a change of a create-only property makes a new
resource under a new identifier and deletes the old one after the stack update succeeded; any other
change is made in place. ministack does the replacing itself for the types it knows the create-only
properties of, so a provider only says what can be changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from localcloud.emulator import Attributes, Properties, provisioners

Created = tuple[str, Attributes]


@dataclass(frozen=True)
class Context:
    """Which resource of which stack an operation is about."""

    logical_id: str
    stack_name: str

    def physical_name(self, *, max_length: int = 128, lowercase: bool = False) -> str:
        """The name CloudFormation makes up when a template gives none."""
        return provisioners._physical_name(self.stack_name, self.logical_id, lowercase=lowercase,
                                           max_len=max_length)


@dataclass(frozen=True)
class Provider:
    """One resource type.

    ``update`` gets the identifier, the old and the new properties, and returns the attributes;
    without one, every property is create-only or needs no action.
    """

    type: str
    create: Callable[[Context, Properties], Created]
    delete: Callable[[str, Properties], None]
    update: Callable[[str, Properties, Properties], Attributes] | None = None
    create_only: tuple[str, ...] = ()
    tags: str | None = "Tags"


def register(provider: Provider) -> None:
    """Make ministack provision the type through ``provider``."""

    def create(logical_id: str, properties: Properties, stack_name: str) -> Created:
        return provider.create(Context(logical_id, stack_name), properties)

    def update(physical_id: str, old: Properties, new: Properties, stack_name: str,
               logical_id: str) -> Created:
        if provider.update is None:
            # Nothing can change in place: whatever changed, the resource is made anew.
            return provisioners._replace_resource(provider.type, physical_id, old, new, stack_name, logical_id)
        return physical_id, provider.update(physical_id, old, new)

    provisioners._RESOURCE_HANDLERS[provider.type] = {
        "create": create, "update": update, "update_with_logical_id": True, "delete": provider.delete,
    }
    provisioners._REPLACING_PROPERTIES[provider.type] = provider.create_only
    if provider.tags is not None:
        provisioners._STACK_TAG_PROPERTY[provider.type] = (provider.tags, "list")


def extend(resource_type: str, after: Callable[[str, Properties, Attributes, Context], None], *,
           operations: tuple[str, ...] = ("create", "update")) -> None:
    """Run ``after`` with what ministack's own provider made: (identifier, properties, attributes, context)."""
    handler = provisioners._RESOURCE_HANDLERS[resource_type]
    if "create" in operations:
        original_create = handler["create"]

        def create(logical_id: str, properties: Properties, stack_name: str) -> Created:
            physical_id, attributes = original_create(logical_id, properties, stack_name)
            attributes = dict(attributes or {})
            after(physical_id, properties, attributes, Context(logical_id, stack_name))
            return physical_id, attributes

        handler["create"] = create
    if "update" in operations and "update" in handler:
        original_update = handler["update"]
        takes_logical_id = handler.get("update_with_logical_id", False)

        def update(physical_id: str, old: Properties, new: Properties, stack_name: str,
                   logical_id: str) -> Created:
            arguments = (physical_id, old, new, stack_name) + ((logical_id,) if takes_logical_id else ())
            updated_id, attributes = original_update(*arguments)
            attributes = dict(attributes or {})
            after(updated_id, new, attributes, Context(logical_id, stack_name))
            return updated_id, attributes

        handler["update"] = update
        handler["update_with_logical_id"] = True


def before_delete(resource_type: str, before: Callable[[str, Properties], None]) -> None:
    """Run ``before`` ahead of ministack's own delete; an exception there fails the delete."""
    handler = provisioners._RESOURCE_HANDLERS[resource_type]
    original = handler["delete"]

    def delete(physical_id: str, properties: Properties) -> None:
        before(physical_id, properties)
        original(physical_id, properties)

    handler["delete"] = delete
