/// What a section's members are: a typed view of one value.
public protocol SectionMember: Sendable {
    /// Nil for a value that is no such member.
    init?(_ value: Template.Expression)
    var value: Template.Expression { get }
}

extension Template {
    /// The members of a section, in order, and found by name.
    ///
    ///     for (id, resource) in template.resources where resource.type == "AWS::SQS::Queue" { print(id) }
    public struct Section<Member: SectionMember>: Sendable {
        /// All that the section holds, with the loops and macros that stand among its members.
        public let object: Object

        /// - Parameter object: each of its members is one of the section.
        package init(object: Object) {
            self.object = object
        }

        /// - Parameter members: in the order in which they are rendered, each name once.
        public init(_ members: some Sequence<(String, Member)>) {
            object = Object(members.map { Object.Entry($0.0, $0.1.value) })
        }

        // Inlinable, as iteration is: without knowing what its members are, it takes several times as long.

        /// Nil where there is none of that name. What a loop makes is not found by its name.
        @inlinable public subscript(name: String) -> Member? {
            guard let value = object[name], !Loop.isKey(name) else { return nil }
            return Member(value)
        }

        /// Of the members, in order.
        public var names: [String] { object.entries.map(\.key).filter { !$0.isFunctionKey } }

        /// What `Fn::ForEach` makes members of.
        public var loops: [Loop] { object.loops }

        /// Those of names that loops give which nobody knows all turns of.
        public var openNames: [String] { names.filter(\.isOpenName) }

        /// Whether loops make members that nobody knows.
        public var isOpen: Bool {
            if !loops.isEmpty { return true }
            for entry in object.entries where entry.key.isOpenName { return true }
            return false
        }

        /// Whether a loop that nobody knows all turns of may make a member of the name.
        public func mayHave(_ name: String) -> Bool {
            !loops.isEmpty || object.entries.contains { $0.key.isOpenName && $0.key.mayBe(name) }
        }
    }
}

extension Template.Section: Sequence {
    public struct Iterator: IteratorProtocol {
        @usableFromInline let entries: [Template.Object.Entry]
        @usableFromInline var position = 0

        @inlinable init(entries: [Template.Object.Entry]) {
            self.entries = entries
        }

        @inlinable public mutating func next() -> (String, Member)? {
            while position < entries.count {
                let entry = entries[position]
                position += 1
                if !entry.key.isFunctionKey, let member = Member(entry.value) { return (entry.key, member) }
            }
            return nil
        }
    }

    @inlinable public func makeIterator() -> Iterator { Iterator(entries: object.entries) }
}

extension Template.Section: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral members: (String, Member)...) { self.init(members) }
}

extension Template.Expression: SectionMember {
    public init?(_ value: Template.Expression) { self = value }
    public var value: Template.Expression { self }
}
