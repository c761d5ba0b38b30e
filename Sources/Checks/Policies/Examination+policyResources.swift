import Template

extension Examination {
    /// "IAM JSON policy elements: Resource" in the IAM user guide.
    mutating func checkResources(of statement: PolicyStatement, _ kind: PolicyKind) {
        guard kind != .trust else { return }
        for (resource, patterns) in zip(statement.resources, statement.patterns(ofResources: wiring)) {
            check(resource, patterns)
        }
        for resource in statement.elements("NotResource") {
            check(resource, wiring.patterns(of: resource.value, in: statement.stack, isPolicy: true))
        }
    }

    private mutating func check(_ resource: PlacedValue, _ patterns: [TextPattern]) {
        if let kind = resource.value.kindOfNoText {
            return report(
                "policy-grammar", "\(kind) stands where an ARN does", at: resource.path,
                fix: "write an ARN; a statement of its own stands in Statement")
        }
        if let text = resource.value.string, text != "*", !text.hasPrefix("arn:"), !text.hasPrefix("${"),
            !text.hasPrefix("{{"), !text.hasPrefix("*"), !text.hasPrefix("execute-api:")
        {
            return report(
                "policy-resource", "\"\(text.prefix(80))\" is no ARN", at: resource.path,
                fix: "write an ARN, as in arn:aws:s3:::\(text.prefix(40)), or \"*\"")
        }
        for pattern in patterns where pattern.startsWithName || pattern.begins(with: "https:") {
            report(
                "policy-resource", "\(words(for: resource.value)) is no ARN", at: resource.path,
                fix: "use the ARN: the attribute Arn instead of Ref")
        }
        for pattern in patterns {
            guard let count = pattern.missingFields else { continue }
            report(
                "policy-resource",
                "\(words(for: resource.value)) is malformed: an ARN has five colons before what it names, and this one \(5 - count)",
                at: resource.path,
                fix:
                    "write arn:PARTITION:SERVICE:REGION:ACCOUNT:NAME; where a service has no region or account, the colons stay"
            )
            break
        }
        for pattern in patterns {
            guard pattern.isARNInARN else {
                if pattern.missingFields == nil { checkRegion(of: pattern, at: resource.path) }
                continue
            }
            reportOnce(
                "policy-resource", "an ARN stands behind the beginning of another one", severity: .warning,
                at: resource.path,
                fix: "leave out the beginning, or use what the resource is called in place of its ARN")
        }
    }

    /// What stands there, in short.
    private func words(for value: Template.Expression) -> String {
        switch value {
        case .ref(let name): "the Ref of \(name)"
        case .getAtt(let name, let attribute): "\(name).\(attribute.string ?? "...")"
        case .sub(let substitution): "\"\(substitution.text.prefix(60))\""
        case .string(let text): "\"\(text.prefix(60))\""
        default: "the value"
        }
    }

    /// What is in no region has none in its ARN: what IAM has, and a bucket, which has no account there either ("Resource
    /// types defined by Amazon S3" in the service authorization reference).
    private mutating func checkRegion(of pattern: TextPattern, at path: Template.Path) {
        // IAM answers "IAM resource ... cannot contain region information".
        if pattern.isOfIAMWithRegion {
            return reportOnce(
                "policy-resource", "an ARN of IAM has no region", at: path,
                fix: "write arn:aws:iam::ACCOUNT:..., with nothing between the third and the fourth colon")
        }
        guard pattern.service == "s3", !actions.bucketPatterns.contains(where: { $0.meets(pattern) }) else { return }
        report(
            "policy-resource", "S3 has nothing with such an ARN: a bucket's has neither region nor account",
            severity: .warning, at: path, fix: "write arn:aws:s3:::BUCKET, and /* behind it for the objects")
    }
}

extension Template.Expression {
    /// What it is, if it can be no text whatever becomes of it.
    fileprivate var kindOfNoText: String? {
        switch self {
        case .object(let object): object.hasMacros ? nil : "an object"
        case .list: "a list in the list"
        case .boolean, .number: "a value that is no text"
        case .null, .string, .ref, .getAtt, .sub, .call, .malformed: nil
        }
    }
}

extension TextPattern {
    /// Whether it begins with what AWS calls a resource, which is no ARN.
    fileprivate var startsWithName: Bool { if case .name? = symbols.first { true } else { false } }

    /// Whether it is the ARN of something in IAM, which has none, with a region.
    var isOfIAMWithRegion: Bool { service == "iam" && !Self.ofIAM.meets(self) }

    private static let ofIAM = TextPattern(glob: "arn:*:iam::*").asARN()
}
