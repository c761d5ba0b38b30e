extension Template {
    /// Whether macros, of the whole template or of a part that is more than a value, make what does not stand here.
    package var hasMacros: Bool { isRewritten || isServerless }

    /// The same of macros that may change what stands here ("Transforms reference" in the CloudFormation template
    /// reference: what AWS's own do).
    package var isRewritten: Bool {
        let own =
            [
                Self.languageExtensions, Self.serverlessTransform, "AWS::CodeDeployBlueGreen",
            ] + Self.secretsTransforms
        return transforms.contains { !own.contains($0) } || object.hasTransform
            || object.entries.contains { $0.value.hasTransform }
            || resources.object.entries.contains { entry in
                entry.value.hasTransform || entry.value["Properties"]?.hasTransform == true
            }
    }

    /// Whether the transform of serverless applications is declared.
    package var isServerless: Bool { transforms.contains(Self.serverlessTransform) }

    /// The transform that makes what serverless types are made of ("AWS::Serverless transform" in the template reference).
    package static let serverlessTransform = "AWS::Serverless-2016-10-31"

    /// The transforms that make functions which rotate secrets, the newest one last ("AWS::SecretsManager transform" in the
    /// template reference).
    package static let secretsTransforms = ["AWS::SecretsManager-2020-07-23", "AWS::SecretsManager-2024-09-16"]

    /// The logical IDs of what the transform of serverless applications makes something else of.
    package var serverlessResources: [String] {
        resources.compactMap { $1.isServerless ? $0 : nil }
    }
}

extension Template.Resource {
    /// What rotates secrets, be it by a function that a transform makes.
    package static let rotationType = "AWS::SecretsManager::RotationSchedule"

    /// Whether one of ``Template/secretsTransforms`` makes a function for it.
    package var hasHostedRotation: Bool { type == Self.rotationType && properties["HostedRotationLambda"] != nil }

    /// Whether the transform of serverless applications makes other resources of it.
    package var isServerless: Bool { type.hasPrefix("AWS::Serverless::") }

    /// Whether a module of somebody's takes its place, which may be of any resources.
    package var isModule: Bool { type.isModule }
}

extension String {
    /// Whether a type is a module.
    package var isModule: Bool { hasSuffix("::MODULE") }
}

extension Template.Expression {
    fileprivate var hasTransform: Bool {
        if case .call(.transform, _) = self { true } else { object?.hasTransform == true }
    }
}

extension Template.Object {
    fileprivate var hasTransform: Bool { self[Template.Function.transform.rawValue] != nil }
}
