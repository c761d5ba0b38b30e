/// When a statement holds: values by operator and key, such as `StringEquals` of `iam:PassedToService`.
public struct PolicyConditions: Sendable, Hashable {
    /// A comparison with a key of the request.
    public struct Test: Sendable, Hashable, Comparable {
        /// As in `StringEquals`.
        public let `operator`: String
        /// As in `aws:ResourceTag/Project`.
        public let key: String

        public static func < (left: Test, right: Test) -> Bool {
            (left.operator, left.key) < (right.operator, right.key)
        }
    }

    /// The values, of which one has to pass each test.
    public private(set) var values: [Test: Set<String>]

    /// No condition.
    public static let none = PolicyConditions([:])

    init(_ values: [Test: Set<String>]) { self.values = values }

    /// One test of one key, which any of the values passes.
    init(_ operator: String, _ key: String, _ values: [String]) {
        self.values = [Test(operator: `operator`, key: key): Set(values)]
    }

    /// Whether there is no condition.
    public var isEmpty: Bool { values.isEmpty }

    /// Every test of both, of which each must pass.
    func and(_ other: PolicyConditions) -> PolicyConditions {
        PolicyConditions(values.merging(other.values) { $0.union($1) })
    }

    /// What passes where either does, where both test the same one key; nil where nobody can write that as one.
    func or(_ other: PolicyConditions) -> PolicyConditions? {
        guard values.count == 1, values.keys == other.values.keys else { return nil }
        return and(other)
    }

    /// Whether everything that passes another one's tests passes these.
    func isMet(by other: PolicyConditions) -> Bool {
        values.allSatisfy { test, values in
            other.values[test].map { !$0.isEmpty && $0.isSubset(of: values) } ?? false
        }
    }

    /// The same with what stands for the pseudo parameters in a place.
    func resolved(in place: DeploymentPlace) -> PolicyConditions {
        PolicyConditions(values.mapValues { Set($0.map { ARNText.resolved($0, in: place) }) })
    }

    /// For orders.
    var text: String { sorted.map { "\($0.test.operator) \($0.test.key) \($0.values)" }.joined(separator: " ") }

    /// The tests in their order, with sorted values.
    var sorted: [(test: Test, values: [String])] {
        values.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
    }
}
