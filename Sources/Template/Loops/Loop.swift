extension Template {
    /// `Fn::ForEach`: members of an object that CloudFormation makes, one set for each element of a collection
    /// ("Fn::ForEach" in the template reference).
    ///
    /// ```json
    /// "Fn::ForEach::Topics": ["Name", ["Paid", "Sent"], { "${Name}Topic": { "Type": "AWS::SNS::Topic" } }]
    /// ```
    public struct Loop: Sendable, Hashable {
        /// As in `Topics`.
        public let name: String
        /// What stands for the element in the body: `Name`.
        public let identifier: String
        /// A list, or what yields one.
        public let collection: Expression
        /// The members that each element makes.
        public let body: Object

        fileprivate static let prefix = "Fn::ForEach::"

        @usableFromInline static func isKey(_ key: String) -> Bool {
            key.isFunctionKey && key.utf8.count > prefix.utf8.count && key.hasPrefix(prefix)
        }

        /// Nil for what is no loop, or an ill-formed one.
        public init?(_ entry: Object.Entry) {
            guard Self.isKey(entry.key), case .list(let arguments) = entry.value, arguments.count == 3,
                let identifier = arguments[0].string, let body = arguments[2].object
            else { return nil }
            name = String(entry.key.dropFirst(Self.prefix.count))
            self.identifier = identifier
            collection = arguments[1]
            self.body = body
        }
    }
}

extension Template.Object {
    /// The loops among the members.
    public var loops: [Template.Loop] {
        guard hasKey(startingWith: Template.Loop.prefix) else { return [] }
        var loops: [Template.Loop] = []
        for entry in entries where Template.Loop.isKey(entry.key) {
            if let loop = Template.Loop(entry) { loops.append(loop) }
        }
        return loops
    }
}
