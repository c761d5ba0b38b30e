import Deployment
import Foundation

/// Files that one `aws s3 cp` sends: all of one content type, because the command takes one.
struct UploadBatch: Sendable {
    let contentType: String
    let uploads: [Upload]

    /// A start of the CLI costs as much as some hundred small files.
    static let maximumCount = 1000
    /// Little enough that what arrived is recorded now and then.
    static let maximumBytes = 256_000_000
    /// From this size on the CLI sends a file in parts, and its progress within the file is worth reading. AWS CLI Command
    /// Reference, "AWS CLI S3 Configuration", `multipart_threshold`.
    static let multipartBytes = 8_388_608

    var showsProgressWithinFiles: Bool { uploads.contains { $0.asset.bytes >= Self.multipartBytes } }

    /// Divides files among commands of which a number run at once, the largest first so that none is left alone at the end.
    static func batches(of uploads: [Upload], workers: Int) -> [UploadBatch] {
        let count = min(maximumCount, max(1, (uploads.count + workers - 1) / workers))
        var batches: [UploadBatch] = []
        for (type, group) in Dictionary(grouping: uploads, by: \.content.contentType).sorted(by: { $0.key < $1.key }) {
            var current: [Upload] = []
            var bytes = 0
            for upload in group {
                if current.count == count || (!current.isEmpty && bytes + upload.asset.bytes > maximumBytes) {
                    batches.append(UploadBatch(contentType: type, uploads: current))
                    (current, bytes) = ([], 0)
                }
                current.append(upload)
                bytes += upload.asset.bytes
            }
            batches.append(UploadBatch(contentType: type, uploads: current))
        }
        return batches.sorted { $0.uploads.count > $1.uploads.count }
    }

    /// Lays out the files as a folder of links, under which `aws s3 cp --recursive` finds them by their paths. Links cost
    /// nothing, and work from one file system to another.
    func stage(in directory: String) throws {
        var made: Set<String> = []
        for upload in uploads {
            let link = "\(directory)/\(upload.asset.path)"
            let folder = String(link[..<(link.lastIndex(of: "/") ?? link.endIndex)])
            if made.insert(folder).inserted { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
            guard symlink(upload.asset.file, link) == 0 else {
                throw DeploymentError("cannot write \(link) (\(String(cString: strerror(errno)))); check the temporary folder (TMPDIR)")
            }
        }
    }
}
