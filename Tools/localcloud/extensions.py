"""Everything this package adds to ministack, in the order it has to be added."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from localcloud import describe_filters
from localcloud.cloudformation import (
    change_sets,
    conditions,
    deletion,
    deployments,
    events,
    holders,
    nested_stacks,
    operation_events,
    operations,
    pace,
    parameters,
    recreation,
    rollbacks,
    stack_refactors,
    stack_rules,
)
from localcloud.compute import instances
from localcloud.compute.auto_scaling import Groups
from localcloud.compute.auto_scaling_api import Api
from localcloud.compute.load_balancers import Balancers
from localcloud.compute.tasks import Tasks
from localcloud.resources import (
    bucket,
    cloud_control,
    composite_alarms,
    custom_resources,
    database,
    database_remains,
    distributions,
    managed_passwords,
    network,
    network_acls,
    public_images,
    scaling,
    schedules,
    security_group_rules,
    serverless_caches,
)
from localcloud.resources.snapshots import Snapshots
from localcloud.settings import Settings


@contextmanager
def installed(settings: Settings) -> Iterator[Callable[[], dict[str, Any]]]:
    """Extend ministack for as long as the server runs; yields what the status page tells."""
    fleet = instances.FLEET
    groups = Groups(fleet)
    tasks = Tasks()
    balancers = Balancers(fleet, tasks, settings.port)

    parameters.install()
    conditions.install()
    events.install()
    operations.install()
    deletion.install()
    deployments.install()
    pace.install(settings.resource_seconds)
    stack_rules.install()
    nested_stacks.install()
    rollbacks.install()
    change_sets.install()
    stack_refactors.install(settings.resource_seconds)
    operation_events.install()
    holders.install()
    public_images.install()
    network.install()
    network_acls.install()
    security_group_rules.install()
    bucket.install()
    cloud_control.install()
    distributions.install()
    # What is added last runs first: a refused delete leaves the secret alone.
    managed_passwords.install()
    database.install()
    database_remains.install()
    schedules.install()
    scaling.install()
    serverless_caches.install()
    composite_alarms.install()
    custom_resources.install()
    Snapshots(settings.resource_seconds, settings.region).install()
    instances.install(fleet, groups.reconcile_all)
    groups.install()
    Api(groups).install()
    balancers.install()
    tasks.install()
    recreation.install(settings.region)
    describe_filters.install()

    groups.start()
    try:
        yield lambda: {"instances": fleet.ports(), "tasks": tasks.ports(), "loadBalancers": balancers.addresses()}
    finally:
        groups.stop()
        balancers.close_all()
        fleet.close()
        tasks.close()
