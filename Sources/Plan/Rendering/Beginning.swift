import Template

/// What a resource that holds data begins with, where that is not nothing.
struct Beginning {
    /// As in "one restored from snap-b".
    let words: String

    /// Nil for one that begins empty, as far as its properties tell.
    init?(_ resource: PlannedResource) {
        for (property, words) in Self.sources {
            guard let value = resource.properties[property], let source = value.source else { continue }
            self.words = "\(words) \(source.isEmpty ? "what \(property) says" : source)"
            return
        }
        return nil
    }

    /// By the property that names what it is made of, in all types that have it (their pages in the AWS CloudFormation
    /// Template Reference Guide).
    private static let sources = [
        ("DBSnapshotIdentifier", "one restored from"), ("DBClusterSnapshotIdentifier", "one restored from"),
        ("SnapshotIdentifier", "one restored from"), ("SnapshotId", "one restored from"),
        ("SnapshotName", "one restored from"), ("SnapshotArns", "one restored from"), ("BackupId", "one restored from"),
        ("SourceDBInstanceIdentifier", "a replica of"), ("SourceDBClusterIdentifier", "one made from"),
        ("ReplicationSourceIdentifier", "a replica of"),
    ]
}

extension Template.Expression {
    /// A source by its name; empty where it takes more words than a sentence has room for, and nil where there is none.
    fileprivate var source: String? {
        switch self {
        case .string(""), .null, .ref("AWS::NoValue"): nil
        case .string, .number, .ref, .getAtt, .sub: planned
        case .list(let elements): elements.isEmpty ? nil : elements.map(\.planned).joined(separator: ", ")
        case .boolean, .object, .call, .malformed: ""
        }
    }
}
