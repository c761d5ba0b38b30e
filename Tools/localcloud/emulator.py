"""The parts of ministack this package builds on, all of them named here.

They are private functions of one exact version, pinned in Tools/requirements.txt: this module is
where an upgrade shows what moved. Import it only after the environment is set (see server.py),
because ministack reads its settings while it is imported.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from ministack import app as application  # noqa: F401
from ministack.core import iam_actions, iam_evaluator, lambda_runtime, responses, sigv4  # noqa: F401
from ministack.core.concurrency import run_reentrant  # noqa: F401
from ministack.core.responses import (  # noqa: F401
    get_account_id,
    get_region,
    new_uuid,
    now_iso,
    request_scope,
)
from ministack.core.router import detect_service  # noqa: F401
from ministack.core.sigv4 import decode_header_value  # noqa: F401
from ministack.services import cloudwatch_logs as logs  # noqa: F401
from ministack.services import (  # noqa: F401
    alb,
    autoscaling,
    cloudwatch,
    ec2,
    ecs,
    iam,
    lambda_svc,
    rds,
    s3,
    scheduler,
    secretsmanager,
    ssm,
)
from ministack.services import cloudformation  # noqa: F401
from ministack.services.cloudformation import (  # noqa: F401
    changesets,
    custom_resource,
    drift,
    engine,
    handlers,
    helpers,
    provisioners,
    stacks,
    wait_conditions,
)

Properties = dict[str, Any]
Attributes = dict[str, Any]
Response = tuple[int, dict[str, str], bytes]


def replace_everywhere(original: Callable[..., Any], replacement: Callable[..., Any]) -> None:
    """Replace a function in every CloudFormation module that imported it by name."""
    for name, module in list(sys.modules.items()):
        if name.startswith("ministack.services.cloudformation"):
            for attribute, value in list(vars(module).items()):
                if value is original:
                    setattr(module, attribute, replacement)
