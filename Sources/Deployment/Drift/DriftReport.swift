import Terminal

/// Which resources of a stack differ from their templates.
struct DriftReport: Sendable, Equatable {
    /// All of them, by their paths.
    let resources: [ResourceDrift]
    /// Why AWS did not compare all of a stack, each with the stack.
    let failures: [String]

    var drifted: [ResourceDrift] { resources.filter(\.isDrifted) }
    /// What AWS keeps in another spelling, and is as the template says.
    var respelled: [ResourceDrift] { resources.filter { $0.verdict == .inSync && !$0.differences.isEmpty } }
    var uncompared: [ResourceDrift] { resources.filter { $0.verdict == .uncompared } }
    var unknown: [(resource: ResourceDrift, reason: String)] {
        resources.compactMap { resource in
            if case .unknown(let reason) = resource.verdict { (resource, reason) } else { nil }
        }
    }

    /// The types that AWS does not compare, each with its resources.
    var uncomparedTypes: [(type: String, paths: [String])] {
        Dictionary(grouping: uncompared, by: \.type).map { ($0, $1.map(\.path)) }.sorted { $0.0 < $1.0 }
    }

    /// As in "1 differs, 1 was deleted, 20 as their templates say, 2 not compared".
    var summary: String {
        let modified = resources.count { $0.verdict == .modified }
        let deleted = resources.count { $0.verdict == .deleted }
        let left = resources.count { $0.verdict == .left }
        let inSync = resources.count { $0.verdict == .inSync }
        let counts = [
            (modified, "differ\(modified == 1 ? "s" : "") from their templates"),
            (deleted, "deleted outside CloudFormation"), (left, "left outside of any stack"),
            (inSync, "as their templates say"),
            (unknown.count, "not known"), (uncompared.count, "not compared by AWS"),
        ]
        let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return words.isEmpty ? "nothing to compare" : words.joined(separator: ", ")
    }

    /// How a command ends that was asked to tell by its exit status.
    var exitCode: ExitCode { drifted.isEmpty ? .success : .changes }
}

extension ResourceDrift {
    /// What happened to it, in words.
    var headline: String {
        switch verdict {
        case .inSync: differences.isEmpty ? "is as its template says" : "is as its template says, in AWS's spelling"
        case .modified: "differs from its template"
        case .deleted where type == "AWS::CloudFormation::Stack": "was deleted without the stack around it"
        case .deleted: "was deleted outside CloudFormation"
        case .left: "is left outside of any stack, as \(physicalID)"
        case .uncompared: "is not compared: AWS detects no drift of its type"
        case .unknown(let reason): "could not be compared: \(reason)"
        }
    }
}

extension ResourceDrift.Difference {
    /// What is worth knowing of it; empty for a plain one.
    var note: String {
        switch spelling {
        case .other: expected == nil ? "not in the template" : actual == nil ? "gone" : ""
        case .same: "AWS rewrites this, not drift"
        case .maybeSame: "AWS rewrites this: it may be the same"
        }
    }
}
