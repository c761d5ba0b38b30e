/// The policy of a resource that can have one only, such as a queue's: what others are allowed later is added to it, since
/// a second policy would take the place of the first.
package final class ResourcePolicy: Dependable {
    package let dependencies: [Element]
    private let document: String
    private let write: (_ path: String, _ statement: JSON) -> Void
    private var count: Int

    /// - Parameters:
    ///   - resource: what has the policy.
    ///   - document: the property that is the policy.
    ///   - count: how many statements it has.
    package init<Type>(
        _ resource: Resource<Type>, document: String = "PolicyDocument", statements count: Int
    ) {
        self.document = document
        dependencies = resource.dependencies
        write = { resource.override($0, with: $1) }
        self.count = count
    }

    /// Adds a statement behind the others.
    package func add(_ statement: PolicyStatement) {
        write("\(document).Statement.\(count)", statement.json)
        count += 1
    }
}
