import Archives

/// What an asset is as an object of the artifact bucket.
package struct AssetContent: Sendable {
    /// A file's own, or the archive of a folder.
    package let bytes: [UInt8]
    /// Of the bytes, SHA-256 in 64 hexadecimal digits.
    package let hash: String
    /// What a name ends with, such as `.zip`; empty for a file without.
    let suffix: String
    /// What is in it; nil for what is no ZIP archive.
    let directory: ZIPDirectory?
    /// What the folder has and the archive has not, though nobody said so.
    package let leftOut: [String]

    init(bytes: [UInt8], suffix: String, leftOut: [String] = []) {
        self.bytes = bytes
        hash = SHA256.digest(of: bytes).description
        self.suffix = suffix
        directory = ZIPDirectory(of: bytes)
        self.leftOut = leftOut
    }

    /// The name under which a folder of the artifact bucket has it: what it is called, and the hash of its bytes, as in
    /// `functions/hello.<64 digits>.zip`.
    ///
    /// - Parameter name: with slashes; what a name of Amazon S3 should not have in it becomes a hyphen. Amazon S3 User Guide,
    ///   "Naming Amazon S3 objects", "Safe characters".
    package func objectName(_ name: String) -> String {
        let whole = name == "." ? "app" : name
        let safe = (whole.hasSuffix(suffix) ? whole.dropLast(suffix.count) : whole[...]).utf8.map { byte -> UInt8 in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
                UInt8(ascii: "/"):
                byte
            default: UInt8(ascii: "-")
            }
        }
        return "\(String(decoding: safe, as: UTF8.self)).\(hash)\(suffix)"
    }
}
