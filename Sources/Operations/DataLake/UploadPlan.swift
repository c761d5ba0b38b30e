/// A file that is to be sent, and why.
struct Upload: Sendable, Equatable {
    enum Reason: String, Sendable, Encodable {
        case new = "new"
        case changed = "changed"
        case changedType = "another content type"
        case changedInBucket = "overwritten in the bucket"
        case unknown = "sent by something else"
        case asked = "--all"
    }

    let asset: Asset
    let content: AssetContent
    let reason: Reason

    var path: ObjectKey { ObjectKey(asset.path) }
}

/// What has to be done so that the bucket holds what the folder does.
struct UploadPlan: Sendable {
    /// In the order of their paths.
    private(set) var uploads: [Upload] = []
    /// How many files the bucket holds as they are.
    private(set) var unchangedCount = 0
    /// Objects that the folder has no file for, in the order of their paths.
    private(set) var surplus: [DataLakeBucket.Object] = []

    var bytes: Int { uploads.lazy.map(\.asset.bytes).clampedSum }

    /// - Parameters:
    ///   - contents: what the folder's files hold, in their order.
    ///   - objects: what the bucket lists, by path.
    ///   - known: what the manifest says.
    ///   - sendsAll: send everything, whatever is there.
    init(
        _ folder: AssetFolder, contents: [AssetContent], objects: [ObjectKey: DataLakeBucket.Object],
        known: [ObjectKey: Manifest.Entry], sendsAll: Bool = false
    ) {
        var files: Set<ObjectKey> = []
        for (asset, content) in zip(folder.assets, contents) {
            let path = ObjectKey(asset.path)
            files.insert(path)
            let reason = Self.reason(content, object: objects[path], entry: known[path])
            if let reason = sendsAll ? reason ?? .asked : reason {
                uploads.append(Upload(asset: asset, content: content, reason: reason))
            } else {
                unchangedCount += 1
            }
        }
        // What is left out of the folder is none of this tool's business, neither here nor there.
        let leftOut = folder.skipped.map { ObjectKey($0.path) }
        func isLeftOut(_ path: ObjectKey) -> Bool {
            leftOut.contains { path == $0 || path.description.utf8.starts(with: ($0.description + "/").utf8) }
        }
        surplus = objects.filter { path, _ in
            !files.contains(path) && !path.isHidden && !path.isFolder && !isLeftOut(path)
        }
        .values.sorted { $0.key < $1.key }
    }

    /// Why a file has to be sent; nil when the bucket holds it.
    private static func reason(
        _ content: AssetContent, object: DataLakeBucket.Object?, entry: Manifest.Entry?
    ) -> Upload.Reason? {
        guard let object else { return .new }
        guard let entry else { return .unknown }
        guard entry.etag == object.etag, entry.bytes == object.size else { return .changedInBucket }
        guard entry.sha256 == content.digest else { return .changed }
        return entry.contentType == content.contentType ? nil : .changedType
    }
}
