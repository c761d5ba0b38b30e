import ResourceInterfaces
import ResourceSchemas

/// What a property refers to that takes one of a few resource types, each in a form of its own: a topic, a function or a
/// scaling policy as what an alarm does.
///
/// In Swift it is a kind of value in the namespace of its service, `CloudWatch.AlarmAction`, with one constructor a
/// target. All properties that take the same share it, so that one value fits each of them.
struct TargetSet: Sendable, Equatable {
    typealias Name = TargetSetName

    /// One of the resource types.
    struct Target: Sendable, Equatable {
        /// The constructor's name: `topic`.
        let name: String
        /// The forms in which it is taken, in the order of ``TypedReference/Kind/allCases``.
        let references: [TypedReference]

        /// Parses what the file says: `ARN AWS::SNS::Topic`, or `ARN/Name AWS::SSM::Parameter` for one of two forms.
        init?(name: String, _ text: String) {
            let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, let type = TypeName(parts[1]) else { return nil }
            let forms = parts[0].split(separator: "/", omittingEmptySubsequences: false)
                .map { TypedReference.Kind(rawValue: String($0)) }
            guard !forms.contains(nil), Set(forms).count == forms.count else { return nil }
            self.name = name
            references = TypedReference.Kind.allCases.filter { forms.contains($0) }.map { TypedReference($0, type) }
        }

        private init(name: String, references: [TypedReference]) {
            self.name = name
            self.references = references
        }

        /// The target in those of its forms that are among `given`; nil where none is.
        func limited(to given: Set<TypedReference>) -> Target? {
            let references = references.filter(given.contains)
            return references.isEmpty ? nil : Target(name: name, references: references)
        }

        /// As ``PropertySchema/target`` has it.
        var text: String {
            let forms = references.map(\.kind.rawValue).sorted().joined(separator: "/")
            return references.first.map { "\(forms) \($0.target)" } ?? ""
        }
    }

    let name: Name
    /// In the order of their names.
    private(set) var targets: [Target]
    /// What else the properties take, as text; nil for nothing that is documented.
    let others: String?
    /// Whether what else is taken is no ARN, as an address is none.
    let othersAreNoARNs: Bool
    /// The documentation that says so, by its title.
    let source: String

    /// What checks hold references against, as ``PropertySchema/target`` has it.
    var text: String { (targets.map(\.text) + (othersAreNoARNs ? ["Address"] : [])).joined(separator: "|") }

    var references: [TypedReference] { targets.flatMap(\.references) }

    /// The same set of other targets.
    func with(_ targets: [Target]) -> TargetSet {
        var set = self
        set.targets = targets
        return set
    }
}
