import AWSAccess
import AWSResourceCatalogue
import Environments
import ResourceSchemas
import Template

/// Finds what properties of an adopted resource refer to among the resources of the stack that takes it.
///
/// Of one's own stack only: an import changes nothing else, and a value of another stack would come as a parameter.
struct DeployedReferences {
    let deployed: [StackResourceSummary]
    let aws: AWSCLI
    /// The attributes of deployed resources that were asked, by logical ID.
    private var attributes: [String: [String: String]] = [:]

    init(to deployed: [StackResourceSummary], with aws: AWSCLI) {
        self.deployed = deployed
        self.aws = aws
    }

    /// Properties with references in the place of values that cannot be anything else: ARNs, addresses and identifiers such as
    /// `vpc-0a1b2c3d`. What is equal by chance, a name, stays text.
    mutating func resolve(_ object: Template.Object, except own: String) async throws -> Template.Object {
        var entries: [Template.Object.Entry] = []
        for entry in object.entries {
            entries.append(.init(entry.key, try await resolve(entry.value, except: own)))
        }
        return Template.Object(entries)
    }

    private mutating func resolve(_ value: Template.Expression, except own: String) async throws -> Template.Expression
    {
        switch value {
        case .string(let text): return text == own ? value : try await reference(equalTo: text) ?? value
        case .list(let elements):
            var resolved: [Template.Expression] = []
            for element in elements { resolved.append(try await resolve(element, except: own)) }
            return .list(resolved)
        case .object(let object): return .object(try await resolve(object, except: own))
        default: return value
        }
    }

    private mutating func reference(equalTo text: String) async throws -> Template.Expression? {
        let isARN = text.hasPrefix("arn:")
        guard isARN || text.contains("://") || text.wholeMatch(of: /[a-z]+-[0-9a-f]{8,17}/) != nil else { return nil }
        if let found = deployed.first(where: { $0.physicalResourceId == text }) { return .ref(found.logicalResourceId) }
        guard isARN else { return nil }
        for candidate in deployed where candidate.mayHave(arn: text) {
            let known = try await attributes(of: candidate)
            if let attribute = known.first(where: { $0.value == text })?.key {
                return .getAtt(candidate.logicalResourceId, .string(attribute))
            }
        }
        return nil
    }

    /// What AWS sets of a resource; nothing of one that cannot be read.
    private mutating func attributes(of resource: StackResourceSummary) async throws -> [String: String] {
        if let known = attributes[resource.logicalResourceId] { return known }
        var found: [String: String] = [:]
        if let facts = ResourceCatalogue.aws.facts(of: resource.resourceType), !facts.isUnreadable,
            let name = try? AdoptedResource.Name("\(resource.resourceType)=\(resource.physicalResourceId ?? "")")
        {
            do {
                let description = try await AdoptedResource.description(of: name, with: aws)
                for entry in description.entries where facts.readOnly.contains(entry.key) {
                    found[entry.key] = entry.value.string
                }
            } catch let error as AWSError where error.leavesOutcomeOpen {
                throw error
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                // What Cloud Control does not know by its physical ID stays text.
            }
        }
        attributes[resource.logicalResourceId] = found
        return found
    }
}

extension StackResourceSummary {
    /// Whether an ARN may be this resource's: its service's, with the end of its physical ID in it.
    fileprivate func mayHave(arn: String) -> Bool {
        guard let physicalResourceId, !physicalResourceId.isEmpty, physicalResourceId != arn else { return false }
        let last = physicalResourceId.split { "/:|".contains($0) }.last.map(String.init) ?? physicalResourceId
        return arn.contains(last)
    }
}
