import CloudFormation
import Synthesis

extension EvaluatedStack {
    /// The properties of the resources of a type that exist, by logical ID.
    public func all<Type: ResourceType>(_ type: Type.Type) -> [String: Node] { all(Type.typeName) }

    /// Throws unless this stack has that many resources of a type; nested stacks are not counted.
    ///
    /// - Throws: ``TemplateMismatch`` with the resources that there are.
    public func expectCount<Type: ResourceType>(
        _ count: Int, of type: Type.Type, file: String = #filePath, line: Int = #line
    ) throws {
        try expectCount(count, of: Type.typeName, file: file, line: line)
    }

    /// Throws unless this stack has that many resources of a type, such as `AWS::SQS::Queue`; nested stacks are not
    /// counted.
    ///
    /// - Throws: ``TemplateMismatch`` with the resources that there are.
    public func expectCount(_ count: Int, of type: String, file: String = #filePath, line: Int = #line) throws {
        let found = all(type).keys.sorted()
        guard found.count != count else { return }
        let names = found.isEmpty ? "there is none" : "there are \(found.count): \(found.joined(separator: ", "))"
        throw TemplateMismatch("expected \(count) of \(type); \(names)", file: file, line: line)
    }

    /// Throws unless there is a resource of this logical ID and type with these properties.
    ///
    /// ```swift
    /// try orders.expect("Queue", SQS.Queue.self, with: ["VisibilityTimeout": 180, "QueueName": .missing])
    /// ```
    ///
    /// - Parameter properties: those that matter, under CloudFormation's names. Of objects, here and inside, other members
    ///   may be there; `.missing` says that one must not. Lists have as many elements.
    /// - Throws: ``TemplateMismatch`` with the difference, a line for a line.
    public func expect<Type: ResourceType>(
        _ logicalID: String, _ type: Type.Type, with properties: Node = [:], file: String = #filePath,
        line: Int = #line
    ) throws {
        try expect(logicalID, Type.typeName, with: properties, file: file, line: line)
    }

    /// Throws unless there is a resource of this logical ID and type, such as `AWS::SQS::Queue`, with these properties.
    ///
    /// - Parameter properties: those that matter, under CloudFormation's names. Of objects, here and inside, other members
    ///   may be there; `.missing` says that one must not. Lists have as many elements.
    /// - Throws: ``TemplateMismatch`` with the difference, a line for a line.
    public func expect(
        _ logicalID: String, _ type: String, with properties: Node = [:], file: String = #filePath, line: Int = #line
    ) throws {
        let resource = self[logicalID]
        guard resource != .missing else {
            let names = resources.filter { $0.value.Type.string == type }.keys.sorted()
            throw TemplateMismatch(
                "there is no resource '\(logicalID)'; of \(type) there "
                    + (names.isEmpty ? "is none" : "are: \(names.joined(separator: ", "))"), file: file, line: line)
        }
        guard resource.Type.string == type else {
            throw TemplateMismatch(
                "'\(logicalID)' is \(resource.Type.string); expected \(type)", file: file, line: line)
        }
        let found = resource.Properties.restricted(to: properties)
        guard found != properties else { return }
        let difference = LineDiff(from: properties.text, to: found.text)
        throw TemplateMismatch(
            "'\(logicalID)' is not as expected (- expected, + found)", difference.lines.map(\.description), file: file,
            line: line)
    }
}
