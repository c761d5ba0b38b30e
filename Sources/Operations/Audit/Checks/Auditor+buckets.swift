import Diagnostics

extension Auditor {
    /// Condition keys with which S3 does not count a policy as public. Amazon S3 User Guide, "The meaning of 'public'".
    private static let restrictingKeys: Set<String> = [
        "aws:principalorgid", "aws:principalorgpaths", "aws:principalaccount", "aws:sourceaccount", "aws:sourcearn",
        "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceip", "aws:sourceowner", "aws:sourcevpc", "aws:sourcevpce",
        "aws:userid",
        "aws:principalarn", "s3:dataaccesspointaccount", "s3:dataaccesspointarn",
        "s3:x-amz-server-side-encryption-aws-kms-key-id",
    ]

    var bucketFindings: [Diagnostic] { inventory.buckets.flatMap(findings) }

    private func findings(_ bucket: BucketDescription) -> [Diagnostic] {
        let resource = scope.reference(to: bucket.name, type: "AWS::S3::Bucket")
        return accessFindings(bucket, resource) + settingFindings(bucket, resource)
    }

    /// Who gets at its objects.
    private func accessFindings(_ bucket: BucketDescription, _ resource: DeployedResource) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        let missing = bucket.accessBlock?.missing ?? []
        let block =
            "aws s3api put-public-access-block --bucket \(bucket.name) --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true"
        // A setting that could not be read is taken as off only where something is public without it.
        let policyCounts = bucket.accessBlock?.restrictPublicBuckets != true
        let listCounts = bucket.accessBlock?.ignorePublicAcls != true
        let open = (bucket.policy ?? []).first { statement in
            statement.allows && statement.isForAnyone && !Self.isRestricted(statement)
        }
        if let open, policyCounts {
            findings.append(
                finding(
                    .bucketPublic, resource, "its policy allows anyone \(open.actions.joined(separator: ", "))",
                    command: block))
        }
        let groups = (bucket.grantedGroups ?? []).filter {
            $0.hasSuffix("/AllUsers") || $0.hasSuffix("/AuthenticatedUsers")
        }
        if !groups.isEmpty, listCounts {
            let names = groups.compactMap { $0.split(separator: "/").last.map(String.init) }
            findings.append(
                finding(
                    .bucketPublic, resource,
                    "its access control list grants something to \(Set(names).sorted().joined(separator: " and "))",
                    command: block))
        }
        if !missing.isEmpty {
            findings.append(
                finding(.publicAccessNotBlocked, resource, "off: \(missing.joined(separator: ", "))", command: block))
        }
        return findings
    }

    /// How its objects are kept, and on which way they come.
    private func settingFindings(_ bucket: BucketDescription, _ resource: DeployedResource) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        if bucket.isEncrypted == false {
            findings.append(
                finding(
                    .bucketNotEncrypted, resource, "it has no default encryption",
                    command:
                        "aws s3api put-bucket-encryption --bucket \(bucket.name) --server-side-encryption-configuration '{\"Rules\":[{\"ApplyServerSideEncryptionByDefault\":{\"SSEAlgorithm\":\"AES256\"}}]}'"
                ))
        }
        if let policy = bucket.policy, !policy.contains(where: Self.deniesPlainHTTP) {
            findings.append(
                finding(
                    .bucketWithoutTLS, resource, "its policy does not deny requests without TLS",
                    fix: "deny s3:* where aws:SecureTransport is false in its policy")
            )
        }
        if bucket.isVersioned == false {
            findings.append(
                finding(
                    .bucketNotVersioned, resource, "versioning is off",
                    command:
                        "aws s3api put-bucket-versioning --bucket \(bucket.name) --versioning-configuration Status=Enabled"
                ))
        }
        return findings
    }

    /// Whether a condition leaves only known networks or principals: fixed values that are asked for, and have to be
    /// there.
    private static func isRestricted(_ statement: PolicyDocument.Statement) -> Bool {
        (statement.condition ?? [:]).contains { test, keys in
            let test = test.lowercased()
            guard !test.contains("not"), !test.hasSuffix("ifexists"), test != "null" else { return false }
            return keys.contains { key, value in
                restrictingKeys.contains(key.lowercased())
                    && value.values.allSatisfy { !$0.contains("*") && !AddressBlock.isWorld($0) }
            }
        }
    }

    private static func deniesPlainHTTP(_ statement: PolicyDocument.Statement) -> Bool {
        guard statement.effect == "Deny", statement.principal?.isAnyone == true,
            statement.actions.contains(where: { $0 == "*" || $0.lowercased() == "s3:*" })
        else { return false }
        return (statement.condition ?? [:]).contains { test, keys in
            test.lowercased().hasPrefix("bool")
                && keys.contains {
                    $0.key.lowercased() == "aws:securetransport"
                        && $0.value.values.contains { $0.lowercased() == "false" }
                }
        }
    }
}
