import AWSResourceCatalogue
import Diagnostics
import ResourceSchemas

/// How one resource stands beside its template.
struct ResourceDrift: Sendable, Equatable {
    enum Verdict: Sendable, Equatable {
        case inSync
        /// It has other values than its template says.
        case modified
        /// It was deleted outside CloudFormation, or, a nested stack, without the one around it.
        case deleted
        /// Its stack was deleted so, and it is there yet, in no stack.
        case left
        /// AWS compares no resource of its type.
        case uncompared
        /// AWS could not compare it, with its reason.
        case unknown(String)
    }

    /// A value that is not as the template says.
    struct Difference: Sendable, Equatable {
        /// As in `Tags[0].Value`.
        let path: String
        /// What the template says; nil for an element that it does not have.
        let expected: String?
        /// What there is; nil for an element that is gone.
        let actual: String?
        let spelling: Spelling
    }

    /// Whether a difference is one of values, as far as the schemas know what AWS makes of them.
    enum Spelling: Sendable, Equatable {
        case other
        /// AWS keeps the same value in another spelling.
        case same
        /// AWS rewrites the property, and whether these are the same value is not known.
        case maybeSame
    }

    /// As in `Storage/Lake`.
    let path: String
    let type: String
    let physicalID: String
    let verdict: Verdict
    let differences: [Difference]
    /// Where it is declared; nil where the templates do not have it now.
    let place: Diagnostic.Place?

    /// The differences that are no mere spelling.
    var realDifferences: [Difference] { differences.filter { $0.spelling != .same } }

    /// Whether it differs from its template.
    var isDrifted: Bool { [.modified, .deleted, .left].contains(verdict) }
}

extension ResourceDrift {
    /// What AWS says of a resource. AWS CloudFormation API Reference, "StackResourceDrift".
    struct Answer: Decodable, Sendable {
        struct PropertyDifference: Decodable, Sendable {
            let propertyPath: String
            let expectedValue: String
            let actualValue: String
            /// `ADD`, `REMOVE` or `NOT_EQUAL`.
            let differenceType: String
        }

        let logicalResourceId: String
        let physicalResourceId: String?
        let resourceType: String
        let stackResourceDriftStatus: String
        let propertyDifferences: [PropertyDifference]?
        let driftStatusReason: String?
    }

    init(_ answer: Answer, path: String, place: Diagnostic.Place?, catalogue: ResourceCatalogue = .aws) {
        self.path = path
        self.place = place
        type = answer.resourceType
        physicalID = answer.physicalResourceId ?? ""
        let facts = catalogue.facts(of: answer.resourceType) ?? ResourceFacts()
        differences = (answer.propertyDifferences ?? []).map { Difference($0, facts) }
        verdict =
            switch answer.stackResourceDriftStatus {
            case "IN_SYNC": .inSync
            case "DELETED": .deleted
            case "MODIFIED":
                differences.allSatisfy { $0.spelling == .same } && !differences.isEmpty ? .inSync : .modified
            case "UNSUPPORTED": .uncompared
            // Such as what a continued rollback skipped. AWS CloudFormation API Reference,
            // "StackResourceDriftInformationSummary".
            case "NOT_CHECKED": .unknown(answer.driftStatusReason ?? "AWS has not checked it")
            default: .unknown(answer.driftStatusReason ?? "AWS gives no reason")
            }
    }
}

extension ResourceDrift.Difference {
    fileprivate init(_ difference: ResourceDrift.Answer.PropertyDifference, _ facts: ResourceFacts) {
        let names = difference.propertyPath.split(separator: "/").map(String.init)
        path = names.reduce("") { path, name in
            Int(name) == nil ? (path.isEmpty ? name : "\(path).\(name)") : "\(path)[\(name)]"
        }
        let expected = difference.differenceType == "ADD" ? nil : difference.expectedValue
        let actual = difference.differenceType == "REMOVE" ? nil : difference.actualValue
        let isConfidential = Secrecy.covers(names, expected) || Secrecy.covers(names, actual)
        self.expected = isConfidential ? expected.map { _ in "(not shown)" } : expected
        self.actual = isConfidential ? actual.map { _ in "(not shown)" } : actual
        let isRewritten = facts.isRewritten(names.map { Int($0) == nil ? $0 : "*" }.joined(separator: "/"))
        if isRewritten, let expected, let actual {
            spelling = Self.areSpellings(expected, actual) ? .same : .maybeSame
        } else {
            spelling = isRewritten ? .maybeSame : .other
        }
    }

    /// Whether two texts say the same in the ways in which AWS rewrites: case, a name for an ARN or a path that ends in it,
    /// numbers, protocols, space at the end. What the schemas' transforms do (`propertyTransform`), and no more.
    static func areSpellings(_ a: String, _ b: String) -> Bool {
        let (a, b) = (plain(a), plain(b))
        if a == b || protocols[a] == b || protocols[b] == a { return true }
        if let one = Double(a), let other = Double(b) { return one == other }
        let (short, long) = a.count < b.count ? (a, b) : (b, a)
        return !short.isEmpty && ["/", ":"].contains { long.hasSuffix($0 + short) }
    }

    private static func plain(_ text: String) -> String {
        let text = text.lowercased().drop { $0 == " " || $0 == "\n" }
        let end = text.lastIndex { $0 != " " && $0 != "\n" }.map { text.index(after: $0) } ?? text.startIndex
        return String(text[..<end])
    }

    private static let protocols = ["1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6"]
}
