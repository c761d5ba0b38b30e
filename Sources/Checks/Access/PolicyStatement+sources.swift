import Template

extension PolicyStatement {
    /// Whether the conditions of the statement may hold for what is done for a resource: whether a key, such as
    /// `aws:SourceArn`, may be the resource's ARN.
    func mayBeAbout(_ source: ResourceARN, key: String, in wiring: Wiring) -> Bool {
        placed["Condition"].allSatisfy { condition in
            (condition.value.object?.entries ?? []).allSatisfy { entry in
                guard let comparison = Comparison(entry.key) else { return true }
                let compared = (entry.value.object?.entries ?? []).filter { $0.key.lowercased() == key.lowercased() }
                return compared.allSatisfy { member in
                    PlacedValue(member.value, at: condition.path).elements.contains { element in
                        source.mayBe(
                            element.value, in: stack, hasWildcards: comparison != .equals, wiring)
                    }
                }
            }
        }
    }

    /// The operators of conditions that say what an ARN is.
    private enum Comparison {
        case equals, like

        /// "IAM JSON policy elements: Condition operators" in the IAM user guide.
        init?(_ name: String) {
            let name = name.lowercased()
            switch name.hasSuffix("ifexists") ? String(name.dropLast("ifexists".count)) : name {
            case "stringequals", "stringequalsignorecase": self = .equals
            case "stringlike", "arnequals", "arnlike": self = .like
            default: return nil
            }
        }
    }
}

/// The ARN by which AWS calls a resource where a policy asks what something is done for.
struct ResourceARN {
    /// With a symbol for its name, and once more with the name itself where a template says it.
    private let patterns: [TextPattern]
    /// The same in parts, where the template says the name.
    private let parts: [Wiring.TextPart]?

    /// Nil where nobody has written down here how it looks.
    init?(_ resource: WiredResource, _ wiring: Wiring) {
        guard let (format, property) = Self.formats[resource.resource.type] else { return nil }
        var patterns = [wiring.pattern(of: resource, format)]
        let around = format.split(separator: "@", omittingEmptySubsequences: false)
        let name = property.flatMap(resource.value)
        if let text = wiring.text(name) {
            patterns.append(TextPattern(glob: around.joined(separator: text)).asARN())
        }
        self.patterns = patterns
        parts = name.flatMap(wiring.parts).map { [.text(String(around[0]))] + $0 + [.text(String(around[1]))] }
    }

    /// With `@` for the resource's own name, and the property that says it. From "Actions, resources, and condition keys"
    /// of each service in the Service Authorization Reference.
    private static let formats: [String: (format: String, property: String?)] = [
        "AWS::ApiGateway::RestApi": ("arn:*:execute-api:*:*:@/*", nil),
        "AWS::ApiGatewayV2::Api": ("arn:*:execute-api:*:*:@/*", nil),
        "AWS::CloudFront::Distribution": ("arn:*:cloudfront::*:distribution/@", nil),
        "AWS::CloudWatch::Alarm": ("arn:*:cloudwatch:*:*:alarm:@", "AlarmName"),
        "AWS::Events::Rule": ("arn:*:events:*:*:rule/*@", "Name"),
        "AWS::Logs::LogGroup": ("arn:*:logs:*:*:log-group:@", "LogGroupName"),
        "AWS::S3::Bucket": ("arn:*:s3:::@", "BucketName"),
        "AWS::SNS::Topic": ("arn:*:sns:*:*:@", "TopicName"),
    ]

    /// Whether a text of a policy may be the ARN.
    func mayBe(_ value: Template.Expression, in stack: Int, hasWildcards: Bool, _ wiring: Wiring) -> Bool {
        wiring.traces(of: value, in: stack).contains { trace in
            // What is a name for certain is no ARN.
            if case .resource(let resource, let attribute) = trace {
                let pattern = wiring.pattern(of: resource, attribute: attribute)
                return pattern.isAnything || pattern.isARN && meets(pattern)
            }
            guard case .value(let value, let stack) = trace else { return true }
            if let parts, let given = wiring.parts(of: WiredValue(expression: value, stack: stack)),
                !parts.mayEnd(as: given)
            {
                return false
            }
            return wiring.patterns(of: value, in: stack, isPolicy: hasWildcards).contains(where: meets)
        }
    }

    private func meets(_ pattern: TextPattern) -> Bool { patterns.allSatisfy(pattern.meets) }
}
