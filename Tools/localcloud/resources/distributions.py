"""What a distribution of CloudFront gets of its bucket, as on AWS: by TLS, and told that there is no such object where the
bucket's policy lets it list."""

from __future__ import annotations

from localcloud.emulator import Response, get_region, iam_evaluator, s3


def install() -> None:
    fetch = s3.serve_cloudfront_origin_fetch

    def fetch_by_tls(bucket: str, key: str, method: str, headers: dict[str, str], source_arn: str = "",
                     oai_id: str = "") -> Response:
        # Who asked the local cloud did so by plain HTTP, which buckets deny.
        source_ip, _ = iam_evaluator._request_origin.get()
        origin = iam_evaluator._request_origin.set((source_ip, True))
        try:
            stored = s3._buckets.get(bucket)
            if stored is not None and key not in stored["objects"] and _may_list(bucket, source_arn):
                return s3._error("NoSuchKey", "The specified key does not exist.", 404, f"/{bucket}/{key}")
            return fetch(bucket, key, method, headers, source_arn=source_arn, oai_id=oai_id)
        finally:
            iam_evaluator._request_origin.reset(origin)

    s3.serve_cloudfront_origin_fetch = fetch_by_tls


def _may_list(bucket: str, source_arn: str) -> bool:
    policy = s3._bucket_policies.get(bucket)
    if not policy or not source_arn:
        return False
    context = iam_evaluator.EvalContext(
        principal_arn="*", principal_type="Service", principal_account="", action="s3:ListBucket",
        resource_arn=f"arn:aws:s3:::{bucket}", region=get_region(), service_context={"aws:sourcearn": source_arn})
    return iam_evaluator.evaluate_resource_policy(policy, context, service="cloudfront.amazonaws.com").decision == "Allow"
