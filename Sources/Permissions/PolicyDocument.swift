import JSON

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
        var writer = JSONWriter(capacity: 4096)
        write(to: &writer) { $1.string(ARNText.resolved($0, in: place)) }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    /// How many characters it has, as IAM counts them.
    public func size(in place: DeploymentPlace) -> Int { compact(in: place).utf8.count }

    /// Without white space.
    func compact(in place: DeploymentPlace) -> String {
        var writer = JSONWriter(capacity: 4096, isOneLine: true)
        write(to: &writer) { $1.string(ARNText.resolved($0, in: place)) }
        // Behind a key the writer leaves a space, which no text of a policy has beside a colon.
        return String(decoding: writer.bytes, as: UTF8.self).replacing("\": ", with: "\":")
    }

    /// - Parameter text: writes a text that may have pseudo parameters in it.
    func write(to writer: inout JSONWriter, _ text: (String, inout JSONWriter) -> Void) {
        writer.beginObject()
        writer.key("Version")
        writer.string("2012-10-17")
        writer.key("Statement")
        writer.beginList()
        for statement in statements {
            writer.element()
            writer.beginObject()
            writer.key("Effect")
            writer.string("Allow")
            writer.key("Action")
            writer.oneOrMany(statement.actions) { $1.string($0) }
            writer.key("Resource")
            writer.oneOrMany(statement.resources, text)
            if !statement.conditions.isEmpty {
                writer.key("Condition")
                writer.write(conditions: statement.conditions, text)
            }
            writer.endObject()
        }
        writer.endList()
        writer.endObject()
    }
}

extension JSONWriter {
    fileprivate mutating func oneOrMany(_ texts: [String], _ write: (String, inout JSONWriter) -> Void) {
        if texts.count == 1 { return write(texts[0], &self) }
        beginList()
        for text in texts {
            element()
            write(text, &self)
        }
        endList()
    }

    fileprivate mutating func write(
        conditions: PolicyConditions, _ text: (String, inout JSONWriter) -> Void
    ) {
        var operators: [String: [(key: String, values: [String])]] = [:]
        for (test, values) in conditions.sorted { operators[test.operator, default: []].append((test.key, values)) }
        beginObject()
        for (name, tests) in operators.sorted(by: { $0.key < $1.key }) {
            key(name)
            beginObject()
            for test in tests {
                key(test.key)
                oneOrMany(test.values, text)
            }
            endObject()
        }
        endObject()
    }
}
