"""`iam:SimulatePrincipalPolicy` of roles, by the same rules that requests are held against, and by the same policies where
some are enforced: otherwise by those that the role has.

ministack answers for the first of several resources, without what the caller says of the request, and knows no role below a
path. An answer has the form that "SimulatePrincipalPolicy" and "EvaluationResult" in the IAM API Reference give it: one for each
action and resource, a page of them at a time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from localcloud.access import authorization
from localcloud.access.policies import Context, Policies
from localcloud.emulator import Response, get_account_id, iam, iam_evaluator

_ACTION = "SimulatePrincipalPolicy"
# The most that a page may have, and what it has where nobody says how much.
_MOST, _USUAL = 1000, 100

Parameters = dict[str, Any]


def install() -> None:
    iam._IAM_HANDLERS[_ACTION] = simulate


def simulate(parameters: Parameters) -> Response:
    arn = _one(parameters, "PolicySourceArn")
    role = iam._roles.get(arn.rsplit("/", 1)[-1])
    if role is None or role["Arn"] != arn:
        return iam._error(404, "NoSuchEntity", f"The policy source with ARN {arn} cannot be found.", ns="iam")
    actions = _list(parameters, "ActionNames")
    if not actions:
        return iam._error(400, "InvalidInput", "ActionNames has no action.", ns="iam")
    for action in actions:
        if ":" not in action or "*" in action:
            return iam._error(400, "InvalidInput", f"Invalid Action Name: {action}", ns="iam")
    allowing, denying = _policies(role)
    context = {key.lower(): values for key, values in _context(parameters)}
    asked = [(action, resource) for action in actions for resource in _list(parameters, "ResourceArns") or ["*"]]
    begin = int(_one(parameters, "Marker") or 0)
    end = begin + min(int(_one(parameters, "MaxItems") or _USUAL), _MOST)
    results = "".join(_result(action, resource, allowing, denying, context) for action, resource in asked[begin:end])
    more = f"<IsTruncated>true</IsTruncated><Marker>{end}</Marker>" if end < len(asked) else "<IsTruncated>false</IsTruncated>"
    return iam._xml(200, f"{_ACTION}Response",
                    f"<{_ACTION}Result><EvaluationResults>{results}</EvaluationResults>{more}</{_ACTION}Result>", ns="iam")


def _result(action: str, resource: str, allowing: Policies, denying: Policies, context: Context) -> str:
    decision = "explicitDeny" if denying.allows(action, resource, context) else \
        "allowed" if allowing.allows(action, resource, context) else "implicitDeny"
    missing = sorted({key for policies in (allowing, denying) for statement in policies.statements if statement.names(action)
                      for _, key, _ in statement.conditions if key.lower() not in context})
    missed = "".join(f"<member>{escape(key)}</member>" for key in missing)
    # Of a resource that is named, what it is about stands beside the resource.
    specific = "" if resource == "*" else (
        f"<member><EvalResourceName>{escape(resource)}</EvalResourceName><EvalResourceDecision>{decision}</EvalResourceDecision>"
        f"<MatchedStatements/><MissingContextValues>{missed}</MissingContextValues></member>")
    return (f"<member><EvalActionName>{escape(action)}</EvalActionName><EvalResourceName>{escape(resource)}</EvalResourceName>"
            f"<EvalDecision>{decision}</EvalDecision><MatchedStatements/>"
            f"<MissingContextValues>{missed if resource == '*' else ''}</MissingContextValues>"
            f"<ResourceSpecificResults>{specific}</ResourceSpecificResults></member>")


def _policies(role: dict[str, Any]) -> tuple[Policies, Policies]:
    enforced = authorization.of_role(role["RoleName"])
    if enforced is not None:
        return enforced, Policies(())
    documents = [*(role.get("InlinePolicies") or {}).values(),
                 *(iam_evaluator._resolve_managed_policy_document(arn, get_account_id())
                   for arn in role.get("AttachedPolicies", []))]
    read = [json.loads(document) if isinstance(document, str) else document for document in documents if document]
    return Policies.of(read, "Allow"), Policies.of(read, "Deny")


def _one(parameters: Parameters, name: str) -> str:
    return iam._p(parameters, name)


def _list(parameters: Parameters, name: str) -> list[str]:
    found: list[str] = []
    while value := _one(parameters, f"{name}.member.{len(found) + 1}"):
        found.append(value)
    return found


def _context(parameters: Parameters) -> Iterator[tuple[str, list[str]]]:
    number = 1
    while key := _one(parameters, f"ContextEntries.member.{number}.ContextKeyName"):
        yield key, _list(parameters, f"ContextEntries.member.{number}.ContextKeyValues")
        number += 1
