import Template

extension Examination {
    /// There are resources, of types that can be, with properties and policies that have names.
    mutating func checkResources() {
        if template.resources.object.isEmpty, template.transforms.isEmpty, !hasMacros {
            report(
                "no-resources", "the stack has no resources, and CloudFormation needs at least one",
                at: Template.Path(), fix: "add a resource, or leave the stack out")
        }
        // There are few types, and many of each.
        var types: Set<String> = []
        for declared in resources.all {
            let (logicalID, resource) = (declared.logicalID, declared.resource)
            let path = Template.Path(.resources, logicalID)
            let type = declared.type
            let isType = types.contains(type) || Self.isTypeName(type)
            if isType { types.insert(type) }
            // A macro may be what gives it one.
            if !isType, !(type.isEmpty && hasMacros) {
                report(
                    "illegal-type", type.isEmpty ? "the resource has no type" : "\"\(type)\" is no resource type",
                    at: path, fix: "write all of it, as in AWS::EC2::VPC or Custom::Name")
            }
            if resource.properties.index(of: "") != nil {
                report(
                    "illegal-name", "a property has an empty name", at: path, fix: "name it as CloudFormation does")
            }
            checkModule(resource, at: path)
            if resource.object.hasPolicy { checkPolicies(of: resource, at: path) }
            if resource.hasHostedRotation, !template.transforms.contains(where: Template.secretsTransforms.contains),
                !isRewritten
            {
                report(
                    "missing-transform", "the function of HostedRotationLambda is made by a transform only",
                    at: path.appending("Properties").appending("HostedRotationLambda"),
                    fix: "declare \"Transform\": \"\(Template.secretsTransforms.last ?? "")\"")
            }
            if resource.isServerless, !hasMacros {
                report(
                    "missing-transform", "\(type) is there with the transform of serverless applications only",
                    at: path, fix: "declare \"Transform\": \"AWS::Serverless-2016-10-31\"")
            }
        }
    }

    /// Whether the text has parts with two colons between each of them.
    private static func isTypeName(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        // With every second part empty: "AWS::EC2::VPC" has five.
        return parts.count >= 3 && parts.count % 2 == 1
            && parts.indices.allSatisfy { parts[$0].isEmpty == ($0 % 2 == 1) }
    }

    /// "DeletionPolicy attribute" and "UpdateReplacePolicy attribute" in the CloudFormation template reference.
    private mutating func checkPolicies(of resource: Template.Resource, at path: Template.Path) {
        let ofDeletion = ["Delete", "Retain", "RetainExceptOnCreate", "Snapshot"]
        if let policy = resource.deletionPolicy?.string, !ofDeletion.contains(policy) {
            report(
                "illegal-policy", "\"\(policy)\" is no DeletionPolicy", at: path.appending("DeletionPolicy"),
                fix: "choose one of \(ofDeletion.joined(separator: ", "))")
        }
        checkSnapshot(of: resource, "DeletionPolicy", at: path)
        checkSupport(of: "CreationPolicy", by: Self.typesWithCreationPolicies, resource, at: path)
        checkSupport(of: "UpdatePolicy", by: Self.typesWithUpdatePolicies, resource, at: path)
        checkSnapshot(of: resource, "UpdateReplacePolicy", at: path)
        guard let policy = resource.updateReplacePolicy?.string else { return }
        let place = path.appending("UpdateReplacePolicy")
        if policy == "RetainExceptOnCreate" {
            report(
                "illegal-policy", "an update creates no stack: RetainExceptOnCreate is no UpdateReplacePolicy",
                at: place, fix: "use .retain", fixOfFile: "use Retain")
        } else if !ofDeletion.contains(policy) {
            report(
                "illegal-policy", "\"\(policy)\" is no UpdateReplacePolicy", at: place,
                fix: "choose one of Delete, Retain, Snapshot")
        }
    }

    private mutating func checkSnapshot(of resource: Template.Resource, _ policy: String, at path: Template.Path) {
        guard resource.object[policy]?.string == "Snapshot", isOfFile, resource.type.hasPrefix("AWS::"),
            !Self.typesWithSnapshots.contains(resource.type)
        else { return }
        report(
            "illegal-policy", "of \(resource.type) there are no snapshots", at: path.appending(policy),
            fix: "use .retain", fixOfFile: "use Retain")
    }

    /// "CreationPolicy attribute" and "UpdatePolicy attribute" in the CloudFormation template reference.
    private mutating func checkSupport(
        of policy: String, by types: Set<String>, _ resource: Template.Resource, at path: Template.Path
    ) {
        guard resource.object[policy]?.object?.isEmpty == false, !isRewritten,
            resource.type.hasPrefix("AWS::") && !resource.isServerless || resource.isModule,
            !types.contains(resource.type)
        else { return }
        let what = resource.isModule ? "a module" : resource.type
        report(
            "illegal-policy", "\(what) takes no \(policy)", at: path.appending(policy),
            fix: resource.isModule
                ? "leave it out" : "leave it out: it is for \(types.sorted().joined(separator: ", "))")
    }

    private static let typesWithCreationPolicies: Set = [
        "AWS::AppStream::Fleet", "AWS::AutoScaling::AutoScalingGroup", "AWS::CloudFormation::WaitCondition",
        "AWS::EC2::Instance",
    ]

    private static let typesWithUpdatePolicies: Set = [
        "AWS::AppStream::Fleet", "AWS::AutoScaling::AutoScalingGroup", "AWS::ElastiCache::ReplicationGroup",
        "AWS::Elasticsearch::Domain", "AWS::Lambda::Alias", "AWS::OpenSearchService::Domain",
    ]

    /// "Module structure and requirements" in the CloudFormation CLI user guide.
    private mutating func checkModule(_ resource: Template.Resource, at path: Template.Path) {
        guard resource.isModule, resource.properties["Tags"] != nil else { return }
        report(
            "illegal-tag", "a module takes no tags", at: path.appending("Properties").appending("Tags"),
            fix: "tag the stack, or what stands in the module")
    }

    /// "DeletionPolicy attribute" in the CloudFormation template reference.
    private static let typesWithSnapshots: Set = [
        "AWS::DocDB::DBCluster", "AWS::EC2::Volume", "AWS::ElastiCache::CacheCluster",
        "AWS::ElastiCache::ReplicationGroup", "AWS::Neptune::DBCluster", "AWS::RDS::DBCluster",
        "AWS::RDS::DBInstance", "AWS::Redshift::Cluster",
    ]
}

extension Template.Object {
    /// Whether a resource with these attributes has one that is called a policy. Most have none, and looking for each
    /// takes longer.
    var hasPolicy: Bool {
        for entry in entries where entry.key.hasSuffix("Policy") { return true }
        return false
    }
}
