import Template

/// A policy of IAM that allows something.
public struct PolicyDocument: Sendable, Equatable {
    /// How many characters of it IAM counts at most, white space apart ("IAM and AWS STS quotas" in the IAM User Guide).
    public static let longest = 6_144
    /// How many managed policies a role can have unless the quota was raised (the same page).
    public static let most = 10

    /// In their order.
    public let statements: [PolicyStatement]

    /// - Parameter statements: in their order.
    public init(statements: [PolicyStatement]) { self.statements = statements }

    /// The policy for a place, over several lines: partition, region and account are filled in, with `*` for what is open.
    public func rendered(in place: DeploymentPlace) -> [UInt8] {
        expression(in: place).rendered + [UInt8(ascii: "\n")]
    }

    /// How many characters it has, as IAM counts them: white space between them is none.
    public func size(in place: DeploymentPlace) -> Int {
        var size = 0
        var isText = false
        var isEscaped = false
        for byte in expression(in: place).renderedOnOneLine {
            if isText || byte != UInt8(ascii: " ") { size += 1 }
            if byte == UInt8(ascii: "\""), !isEscaped { isText.toggle() }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        return size
    }

    /// The policy for a place as a value.
    func expression(in place: DeploymentPlace) -> Template.Expression {
        expression { .string(ARNText.resolved($0, in: place)) }
    }

    /// The policy as a part of a template, which holds in any place.
    var expression: Template.Expression { expression { .substituted($0) } }

    /// - Parameter text: makes a value of a text that may have pseudo parameters in it.
    private func expression(_ text: (String) -> Template.Expression) -> Template.Expression {
        let statements = statements.map { statement -> Template.Expression in
            var entries: [Template.Object.Entry] = [
                .init("Effect", "Allow"),
                .init("Action", .oneOrMany(statement.actions.map(Template.Expression.string))),
                .init("Resource", .oneOrMany(statement.resources.map(text))),
            ]
            if !statement.conditions.isEmpty {
                entries.append(.init("Condition", statement.conditions.expression(text)))
            }
            return .object(Template.Object(entries))
        }
        return ["Version": "2012-10-17", "Statement": .list(statements)]
    }
}

extension PolicyConditions {
    fileprivate func expression(_ text: (String) -> Template.Expression) -> Template.Expression {
        let operators = Dictionary(grouping: sorted, by: \.test.operator).sorted { $0.key < $1.key }
        return .object(
            Template.Object(
                operators.map { name, tests in
                    let keys = tests.map { Template.Object.Entry($0.test.key, .oneOrMany($0.values.map(text))) }
                    return .init(name, .object(Template.Object(keys)))
                }))
    }
}

extension Template.Expression {
    /// As policies write it: a list only where there are several.
    fileprivate static func oneOrMany(_ values: [Self]) -> Self { values.count == 1 ? values[0] : .list(values) }
}
