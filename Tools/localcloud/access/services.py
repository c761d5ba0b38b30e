"""The services that are switched on: those that WebMarket+ and what is built like it are made of.

The others would be more code behind the same door, and among them are those that start containers and programs.
"""

from __future__ import annotations

from localcloud.emulator import Response, application, iam_actions, new_uuid, responses

_ON = frozenset({
    "acm", "apigateway", "autoscaling", "cloudcontrol", "cloudformation", "cloudfront", "cognito-idp", "dynamodb", "dynamodbstreams", "ec2",
    "ecr", "elasticloadbalancing", "events", "iam", "kms", "lambda", "logs", "monitoring", "rds", "resource-groups", "route53", "s3",
    "scheduler", "secretsmanager", "sns", "sqs", "ssm", "states", "sts", "tagging", "wafv2",
})


def install() -> None:
    for service in application.SERVICE_HANDLERS.keys() - _ON:
        application.SERVICE_HANDLERS[service] = _off(service)


def _off(service: str):
    async def refuse(method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, list[str]]) -> Response:
        status, answer, text = iam_actions.access_denied_response(
            service, "", "", new_uuid(), error_code="UnsupportedOperation", headers=headers,
            message=f"the service '{service}' is switched off in the local cloud (Tools/localcloud/access/services.py)")
        responses.fix_error_content_type(service, status, answer)
        return status, answer, text

    return refuse
