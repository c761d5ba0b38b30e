import Template

extension Examination {
    /// Texts that have a form of their own, by type and path: they begin as one of these does.
    private static let beginnings: [String: [(path: String, beginnings: [String], example: String)]] = [
        "AWS::CloudFront::Distribution": [
            (
                "DistributionConfig.Origins.*.S3OriginConfig.OriginAccessIdentity",
                ["origin-access-identity/cloudfront/"], "origin-access-identity/cloudfront/${Identity}"
            )
        ],
        "AWS::AutoScaling::ScalingPolicy": [
            (
                "TargetTrackingConfiguration.PredefinedMetricSpecification.ResourceLabel", ["app/"],
                "${Balancer.LoadBalancerFullName}/${Targets.TargetGroupFullName}"
            )
        ],
        "AWS::ApplicationAutoScaling::ScalingPolicy": [
            (
                "TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification.ResourceLabel", ["app/"],
                "${Balancer.LoadBalancerFullName}/${Targets.TargetGroupFullName}"
            )
        ],
    ]

    /// Texts are written as the service reads them that they are for.
    mutating func checkTextForms() {
        guard !hasMacros, let stack = ownStacks.first else { return }
        for declared in resources.all {
            let (logicalID, resource) = (declared.logicalID, declared.resource)
            for form in Self.beginnings[resource.type] ?? [] {
                for value in resource.values(at: form.path, of: logicalID) {
                    checkBeginning(of: value, form.beginnings, form.example, stack)
                }
            }
            switch resource.type {
            case "AWS::Lambda::Function":
                for layer in resource.values(at: "Layers.*", of: logicalID) { checkVersion(ofLayer: layer) }
            case "AWS::ECS::TaskDefinition":
                for path in ["Secrets", "LogConfiguration.SecretOptions"] {
                    for value in resource.values(at: "ContainerDefinitions.*.\(path).*.ValueFrom", of: logicalID) {
                        checkSecret(value, stack)
                    }
                }
            case "AWS::Batch::JobDefinition":
                for value in resource.values(at: "ContainerProperties.Secrets.*.ValueFrom", of: logicalID) {
                    checkSecret(value, stack)
                }
            default: break
            }
        }
    }

    private mutating func checkBeginning(
        of value: PlacedValue, _ beginnings: [String], _ example: String, _ stack: Int
    ) {
        let isOther = wiring.traces(of: value.value, in: stack).allSatisfy { trace in
            switch trace {
            // No resource returns such a text.
            case .resource(let member, let attribute):
                let type = member.resource.type
                return !member.resource.isStranger(isNested: false)
                    && (attribute == nil || ["AWS::DynamoDB::Table", "AWS::ECS::Service"].contains(type))
            case .value(let text, _):
                let start = text.knownStart
                return !start.isEmpty && !beginnings.contains { $0.hasPrefix(start) || start.hasPrefix($0) }
                    || text.startsWithARN(in: self)
            case .unknown: return false
            }
        }
        guard isOther, value.value != .string("") else { return }
        reportOnce(
            "pattern-mismatch",
            "the value does not begin with \(beginnings.joined(separator: " or ")), as it has to", at: value.path,
            fix: "write {\"Fn::Sub\": \"\(example)\"}")
    }

    /// "Adding layers to functions" in the AWS Lambda developer guide.
    private mutating func checkVersion(ofLayer layer: PlacedValue) {
        let parts = layer.value.textWithoutNames.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 7, parts[0] == "arn", parts[2] == "lambda", parts[5] == "layer" else { return }
        reportOnce(
            "pattern-mismatch", "the layer's ARN has no version", at: layer.path,
            fix: "write the number of a version behind it, as in :1")
    }

    /// "Pass Secrets Manager secrets through Amazon ECS environment variables" in the Amazon ECS developer guide: behind
    /// the secret's ARN its key, stage and version are all there, be they empty.
    private mutating func checkSecret(_ value: PlacedValue, _ stack: Int) {
        guard let behind = textBehindSecret(value.value, stack), !behind.isEmpty else { return }
        let colons = behind.count { $0 == ":" }
        guard behind.hasPrefix(":"), colons < 3 else { return }
        let key = behind.dropFirst().prefix { $0 != ":" }
        reportOnce(
            "pattern-mismatch",
            "behind a secret's ARN stand three parts with colons before them, and here \(colons == 1 ? "is one" : "are \(colons)")",
            severity: .warning, at: value.path, fix: "write :\(key):: behind the ARN: key, stage and version")
    }

    /// What stands behind a secret's ARN; nil where that is not known.
    private func textBehindSecret(_ value: Template.Expression, _ stack: Int) -> String? {
        let text: String
        switch value {
        case .sub(let substitution):
            guard case .name(let name)? = substitution.segments.first else {
                text = value.textWithoutNames
                break
            }
            let first = substitution.variables[name] ?? Template.Expression(named: name)
            guard wiring.onlyResource(of: first, type: "AWS::SecretsManager::Secret", in: stack) != nil else {
                return nil
            }
            return String(value.writtenText.drop { $0 != "}" }.dropFirst())
        case .call(.join, let arguments):
            guard let first = arguments[1].list?.first,
                wiring.onlyResource(of: first, type: "AWS::SecretsManager::Secret", in: stack) != nil
            else {
                text = value.textWithoutNames
                break
            }
            return String(value.writtenText.drop { $0 != "}" }.dropFirst())
        default: text = value.textWithoutNames
        }
        let parts = text.split(separator: ":", maxSplits: 6, omittingEmptySubsequences: false)
        guard parts.count == 7, parts[0] == "arn", parts[2] == "secretsmanager", parts[5] == "secret" else {
            return nil
        }
        return String(parts[6].drop { $0 != ":" })
    }
}

extension Template.Expression {
    /// What a text is certain to begin with.
    fileprivate var knownStart: String { String(writtenText.prefix { $0 != "$" }) }

    /// A text with something in the place of each name: colons in these are none of the text's.
    fileprivate var textWithoutNames: String {
        guard case .sub(let substitution) = self else { return writtenText }
        return substitution.segments.map { segment in
            if case .text(let text) = segment { text } else { "x" }
        }.joined()
    }

    /// Whether what a text begins with is a resource's ARN.
    fileprivate func startsWithARN(in examination: Examination) -> Bool {
        guard case .sub(let substitution) = self, case .name(let name)? = substitution.segments.first,
            substitution.variables[name] == nil, !name.contains("."),
            let resource = examination.template.resources[name]
        else { return false }
        return ["AWS::ECS::Service", "AWS::ElasticLoadBalancingV2::LoadBalancer"].contains(resource.type)
    }
}
