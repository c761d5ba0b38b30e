"""Custom resources that fail, in the words of CloudFormation: ministack gives the function's own alone.

Source: "Received response status [FAILED] from custom resource", AWS re:Post, knowledge center.
"""

from __future__ import annotations

from typing import Any

from localcloud.emulator import custom_resource, new_uuid


def install() -> None:
    invoke = custom_resource.invoke_custom_resource

    def invoke_in_words(*arguments: Any, **named: Any) -> Any:
        try:
            return invoke(*arguments, **named)
        except RuntimeError as error:
            raise RuntimeError(f"Received response status [FAILED] from custom resource. Message returned: {error} "
                               f"(RequestId: {new_uuid()})") from error

    custom_resource.invoke_custom_resource = invoke_in_words
