import Template

// What the policies of a role, user or group say, its own and those that are resources.

extension SecurityContext {
    private typealias Statement = (object: Template.Object, path: [Template.Path.Step])

    private var properties: Template.Object { resource.resource.properties }

    /// The statements that allow something.
    private var allowances: [Statement] {
        var documents: [(Template.Expression?, [Template.Path.Step])] = [
            (properties["PolicyDocument"], [.key("PolicyDocument")])
        ]
        for (index, policy) in (properties["Policies"]?.list ?? []).enumerated() {
            documents.append((policy["PolicyDocument"], [.key("Policies"), .index(index), .key("PolicyDocument")]))
        }
        return documents.flatMap { document, path -> [Statement] in
            let statements = document?["Statement"]
            let list = statements?.list ?? statements.map { [$0] } ?? []
            return list.enumerated().compactMap { index, statement in
                guard let object = statement.object, object["Effect"]?.string == "Allow" else { return nil }
                return (object, path + [.key("Statement")] + (statements?.list == nil ? [] : [.index(index)]))
            }
        }
    }

    /// A statement that allows every action; on which resources, may be left open.
    var allowsEverything: SecurityFinding {
        let all: Set = ["*", "*:*"]
        return first { statement in statement["Action"]?.elements.contains { all.contains($0.string ?? "") } == true }
    }

    /// A wildcard in an action or a resource.
    var hasWildcards: SecurityFinding {
        first { statement in
            ["Action", "NotAction", "Resource", "NotResource"].contains { key in
                var hasWildcard = false
                statement[key]?.visit { value, _ in
                    let text = if case .sub(let substitution) = value { substitution.text } else { value.string }
                    hasWildcard = hasWildcard || text?.utf8.contains(UInt8(ascii: "*")) == true
                }
                return hasWildcard
            }
        }
    }

    private func first(_ isSo: (Template.Object) -> Bool) -> SecurityFinding {
        allowances.first { isSo($0.object) }.map { .fails(at: $0.path) } ?? .passes
    }

    var usesManagedPolicies: SecurityFinding {
        for (index, policy) in (properties["ManagedPolicyArns"]?.elements ?? []).enumerated() {
            var isOfAWS = false
            policy.visit { value, _ in
                let text = if case .sub(let substitution) = value { substitution.text } else { value.string }
                isOfAWS = isOfAWS || text?.contains(":iam::aws:policy/") == true
            }
            if isOfAWS { return .fails(at: [.key("ManagedPolicyArns"), .index(index)]) }
        }
        return .passes
    }
}

extension Template.Expression {
    /// Of a list, or the one that stands in its place.
    fileprivate var elements: [Template.Expression] { list ?? [self] }
}
