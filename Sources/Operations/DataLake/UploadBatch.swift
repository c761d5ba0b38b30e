import AWSAccess
import Foundation

/// Files that one `aws s3 cp` sends: all of one content type, because the command takes one.
struct UploadBatch: Sendable {
    let contentType: String
    let uploads: [Upload]

    /// A start of the CLI costs as much as some hundred small files.
    static let maximumCount = 1000
    /// Little enough that what arrived is recorded now and then.
    static let maximumBytes = 256_000_000
    /// From this size on the CLI sends a file in parts, and its progress within the file is worth reading. AWS CLI
    /// Command Reference, "AWS CLI S3 Configuration", `multipart_threshold`.
    static let multipartBytes = 8_388_608

    var showsProgressWithinFiles: Bool { uploads.contains { $0.asset.bytes >= Self.multipartBytes } }

    /// Whether what the command writes about these files is its own: a name may have line ends, and words after them.
    var hasPlainNames: Bool { uploads.allSatisfy { Self.isPlain($0.asset.path) } }

    private static func isPlain(_ path: String) -> Bool {
        !path.utf8.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    }

    private struct Kind: Hashable {
        let contentType: String
        let hasPlainNames: Bool
    }

    /// Divides files among commands of which a number run at once, the largest first so that none is left alone at the
    /// end. Files with line ends in their names have commands of their own, so that the others' progress can be read.
    static func batches(of uploads: [Upload], workers: Int) -> [UploadBatch] {
        let count = min(maximumCount, max(1, (uploads.count + workers - 1) / workers))
        var batches: [UploadBatch] = []
        let kinds = Dictionary(grouping: uploads) {
            Kind(contentType: $0.content.contentType, hasPlainNames: isPlain($0.asset.path))
        }
        for (kind, group) in kinds.sorted(by: {
            ($0.key.contentType, $0.key.hasPlainNames ? 0 : 1) < ($1.key.contentType, $1.key.hasPlainNames ? 0 : 1)
        }) {
            var current: [Upload] = []
            var bytes = 0
            for upload in group {
                if current.count == count
                    || (!current.isEmpty && bytes.addingClamped(upload.asset.bytes) > maximumBytes)
                {
                    batches.append(UploadBatch(contentType: kind.contentType, uploads: current))
                    (current, bytes) = ([], 0)
                }
                current.append(upload)
                bytes = bytes.addingClamped(upload.asset.bytes)
            }
            batches.append(UploadBatch(contentType: kind.contentType, uploads: current))
        }
        return batches.sorted { $0.uploads.count > $1.uploads.count }
    }

    /// Lays out the files as a folder of links, under which `aws s3 cp --recursive` finds them by their paths. Links
    /// cost nothing, and work from one file system to another.
    func stage(in directory: String) throws {
        var made: Set<String> = []
        for upload in uploads {
            let link = "\(directory)/\(upload.asset.path)"
            let folder = String(link[..<(link.lastIndex(of: "/") ?? link.endIndex)])
            if made.insert(folder).inserted {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            }
            guard symlink(upload.asset.file, link) == 0 else {
                throw CommandError(
                    "unwritable-file",
                    "cannot write \(link) (\(String(cString: strerror(errno)))); check the temporary folder (TMPDIR)")
            }
        }
    }
}
