import AWSAccess

/// The deletion policies of a template as it was deployed.
///
/// Not those of the synthesized template, which may have changed since: telling that a bucket is retained which the
/// deployed template deletes would cost its data.
struct DeletionPolicies: Sendable, Equatable {
    private enum Policy: Decodable, Equatable, Sendable {
        case named(String)
        /// A function, which the language extensions allow here.
        case computed

        init(from decoder: any Decoder) throws {
            self = (try? decoder.singleValueContainer().decode(String.self)).map(Policy.named) ?? .computed
        }
    }

    private struct Template: Decodable, Equatable, Sendable {
        struct Resource: Decodable, Equatable, Sendable {
            struct Properties: Decodable, Equatable, Sendable {
                let isInCluster: Bool
                private enum CodingKeys: String, CodingKey { case cluster = "dBClusterIdentifier" }
                init(from decoder: any Decoder) throws {
                    isInCluster = try decoder.container(keyedBy: CodingKeys.self).contains(.cluster)
                }
            }
            let deletionPolicy: Policy?
            let properties: Properties?
        }
        /// Logical IDs stay as they are written: the decoder's key strategy leaves a dictionary's keys alone.
        let resources: [String: Resource]?
    }

    private struct Answer: Decodable {
        let templateBody: Template
    }

    /// Nil for a template that is not JSON.
    private let template: Template?

    /// Reads the template of a stack. The CLI gives one in JSON, as this tool uploads it, as an object; one in YAML,
    /// which is somebody else's, comes as text and is not read.
    static func read(stack id: String, with aws: AWSCLI) async throws -> DeletionPolicies {
        let data = try await aws.run(["cloudformation", "get-template", "--stack-name", id])
        return DeletionPolicies(template: try? AWSCLI.decoder.decode(Answer.self, from: data).templateBody)
    }

    /// What becomes of a resource. AWS CloudFormation Template Reference, "DeletionPolicy attribute": databases that
    /// are in no cluster get a final snapshot unless told otherwise.
    func fate(of logicalID: String, type: String, isCreating: Bool = false) -> DeletionForecast.Fate {
        guard let template else { return .unknown }
        let resource = template.resources?[logicalID]
        switch resource?.deletionPolicy {
        case .computed: return .unknown
        case .named("Retain"): return .retained
        case .named("RetainExceptOnCreate"): return isCreating ? .deleted : .retained
        case .named("Snapshot"): return .snapshot
        case nil where type == "AWS::RDS::DBCluster": return .snapshot
        case nil where type == "AWS::RDS::DBInstance" && resource?.properties?.isInCluster != true: return .snapshot
        default: return .deleted
        }
    }
}
