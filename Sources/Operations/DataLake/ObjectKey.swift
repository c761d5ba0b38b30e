import Terminal

/// The name of an object in a bucket.
///
/// Compared byte by byte, as Amazon S3 does. A Swift string takes "é" and "e" with a combining accent for the same, and
/// the two are two objects.
struct ObjectKey: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    let description: String

    init(_ text: String) { description = text }

    init(from decoder: any Decoder) throws { self.init(try decoder.singleValueContainer().decode(String.self)) }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// Amazon S3 User Guide, "Naming Amazon S3 objects": at most 1,024 bytes of UTF-8.
    static let maximumBytes = 1024

    /// Whether a part of it begins with a dot, as the names of hidden files do.
    var isHidden: Bool { description.utf8.first == UInt8(ascii: ".") || description.contains("/.") }
    /// Whether it stands for a folder, as the S3 console makes them: an object without content.
    var isFolder: Bool { description.utf8.last == UInt8(ascii: "/") }

    static func == (a: ObjectKey, b: ObjectKey) -> Bool { a.description.utf8.elementsEqual(b.description.utf8) }
    static func < (a: ObjectKey, b: ObjectKey) -> Bool {
        a.description.utf8.lexicographicallyPrecedes(b.description.utf8)
    }
    func hash(into hasher: inout Hasher) {
        var text = description
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

/// Where in a bucket a folder goes to: a bucket and what all keys begin with.
struct DataLakeLocation: Sendable, Equatable {
    let bucket: String
    /// Ends in a slash.
    let prefix: String

    /// The prefix that a command line names, with a slash at its end.
    ///
    /// - Throws: `UsageError` for one that is no folder's: the whole bucket is nobody's to mirror.
    static func prefix(from text: String) throws(UsageError) -> String {
        let prefix = text.hasSuffix("/") ? text : text + "/"
        let parts = prefix.dropLast().split(separator: "/", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") }), prefix.utf8.count < ObjectKey.maximumBytes / 2,
            prefix.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 })
        else {
            throw UsageError(
                "--prefix is '\(text)'; allowed: names with slashes between them, such as photos/ or photos/2026/, none of which begins with a dot"
            )
        }
        return prefix
    }

    func key(of path: String) -> ObjectKey { ObjectKey(prefix + path) }
    /// The object that says what is there; see ``Manifest``.
    var manifestKey: ObjectKey { key(of: ".manifest.json") }

    /// The key without the prefix; nil when it has another.
    func path(of key: ObjectKey) -> String? {
        guard key.description.utf8.starts(with: prefix.utf8) else { return nil }
        return String(decoding: key.description.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    }

    /// As the AWS CLI writes it, such as `s3://bucket/photos/`.
    var url: String { "s3://\(bucket)/\(prefix)" }
}
