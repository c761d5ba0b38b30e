import AWSAccess
import Archives
import Diagnostics
import FileSystem
import Foundation

/// What a file holds.
struct AssetContent: Sendable, Equatable {
    let digest: SHA256.Digest
    let contentType: String
}

/// Reads files to learn their content.
enum AssetReader {
    private static let pieceBytes = 262_144

    /// Reads a file once.
    ///
    /// - Throws: `CommandError` when it cannot be read, or is being written to.
    static func read(_ asset: Asset) throws -> AssetContent {
        let descriptor = open(asset.file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw unreadable(asset)
        }
        defer { close(descriptor) }
        var hash = SHA256()
        var text = ContentType.isText(asset.path) ? UTF8Check() : nil
        var buffer = [UInt8](repeating: 0, count: min(pieceBytes, max(1, asset.bytes)))
        while true {
            let count = Foundation.read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else {
                throw unreadable(asset)
            }
            guard count > 0 else { break }
            buffer.withUnsafeBytes { bytes in
                let piece = UnsafeRawBufferPointer(rebasing: bytes[..<count])
                hash.update(piece)
                text?.update(piece)
            }
        }
        guard SystemFiles.state(of: asset.file) == asset.state else {
            throw refusal("changed-meanwhile", "it is being written to", asset, fix: "run this again when that is done")
        }
        return AssetContent(
            digest: hash.finished(), contentType: ContentType.of(asset.path, isUTF8: text?.isValid ?? false))
    }

    /// What the last call of the system says.
    private static func unreadable(_ asset: Asset) -> CommandError {
        refusal("unreadable-file", "the file cannot be read: \(String(cString: strerror(errno)))", asset)
    }

    private static func refusal(_ code: String, _ problem: String, _ asset: Asset, fix: String? = nil) -> CommandError {
        CommandError(
            [Diagnostic(code, problem, at: .file(FilePosition(path: asset.file)), fix: fix)],
            hints: ["nothing was sent"])
    }
}

/// Whether bytes that come in pieces are valid UTF-8.
private struct UTF8Check {
    private var isBroken = false
    /// The beginning of a character whose other bytes are in the next piece; at most three.
    private var open: [UInt8] = []

    var isValid: Bool { !isBroken && open.isEmpty }

    mutating func update(_ piece: UnsafeRawBufferPointer) {
        guard !isBroken else { return }
        var bytes = open + piece
        // The last character begins at most four bytes before the end. It is kept when it announces more than there is.
        open = []
        for index in bytes.indices.suffix(4).reversed() where bytes[index] & 0xC0 != 0x80 {
            let length = bytes[index] >= 0xF0 ? 4 : bytes[index] >= 0xE0 ? 3 : bytes[index] >= 0xC0 ? 2 : 1
            if bytes.count - index < length {
                open = Array(bytes[index...])
                bytes.removeSubrange(index...)
            }
            break
        }
        isBroken = String(validating: bytes, as: UTF8.self) == nil
    }
}
