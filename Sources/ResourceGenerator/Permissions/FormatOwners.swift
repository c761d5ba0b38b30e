import ResourceSchemas

/// The types that an ARN's format leads to.
struct FormatOwners {
    /// By the service that formats begin with.
    private let formats: [Substring: [(format: String, types: [TypeName])]]

    /// - Parameter owners: by format.
    init(_ owners: [String: [TypeName]]) {
        formats = Dictionary(grouping: owners.map { ($0.key, $0.value) }) { Self.service(of: $0.0) }
    }

    /// Those whose ARNs have the format, or begin what it stands for, as a bucket's does an object's.
    func types(with format: String) -> [TypeName] {
        (formats[Self.service(of: format)] ?? []).flatMap { format.hasPrefix($0.format) ? $0.types : [] }
    }

    private static func service(of format: String) -> Substring { format.prefix { $0 != ":" } }
}
