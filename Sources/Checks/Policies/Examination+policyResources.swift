import Template

extension Examination {
    /// "IAM JSON policy elements: Resource" in the IAM user guide.
    mutating func checkResources(of statement: PolicyStatement, _ kind: PolicyKind) {
        guard kind != .trust else { return }
        for resource in statement.elements("Resource") + statement.elements("NotResource") {
            if let text = resource.value.string, text != "*", !text.hasPrefix("arn:"), !text.hasPrefix("${"),
                !text.hasPrefix("*"), !text.hasPrefix("execute-api:")
            {
                report(
                    "policy-resource", "\"\(text.prefix(80))\" is no ARN", at: resource.path,
                    fix: "write an ARN, as in arn:aws:s3:::\(text.prefix(40)), or \"*\"")
                continue
            }
            for trace in stacks.traces(of: resource.value, in: statement.stack) {
                if case .resource(let member, let attribute) = trace { checkARN(of: member, attribute, resource) }
            }
            checkBucketARN(resource, stack: statement.stack)
        }
    }

    /// A resource's `Ref` is often its name, which no policy understands.
    private mutating func checkARN(
        of member: StackTree.Member, _ attribute: String?, _ placed: PlacedValue
    ) {
        let pattern = stacks.pattern(of: member, attribute: attribute)
        guard !pattern.isAnything, !pattern.meets(TextPattern(glob: "arn:*")) || pattern.startsWithName else { return }
        let what = attribute.map { "\(member.logicalID).\($0)" } ?? "Ref of \(member.logicalID)"
        report(
            "policy-resource", "\(what) is no ARN", at: placed.path,
            fix: "use the ARN: {\"Fn::GetAtt\": [\"\(member.logicalID)\", \"Arn\"]}")
    }

    /// A bucket has neither region nor account in its ARN ("Resource types defined by Amazon S3" in the service
    /// authorization reference).
    private mutating func checkBucketARN(_ placed: PlacedValue, stack: Int) {
        for pattern in stacks.patterns(of: placed.value, in: stack, isPolicy: true) {
            guard pattern.service == "s3", let service = actions.service("s3"),
                !service.resources.contains(where: {
                    TextPattern(glob: "arn:*:" + $0).asARN(isFormat: true).meets(pattern)
                })
            else { continue }
            report(
                "policy-resource", "S3 has nothing with such an ARN: a bucket's has neither region nor account",
                at: placed.path, fix: "write arn:aws:s3:::BUCKET, and /* behind it for the objects")
        }
    }
}

extension TextPattern {
    /// Whether it begins with what AWS calls a resource.
    fileprivate var startsWithName: Bool { if case .name? = symbols.first { true } else { false } }
}
