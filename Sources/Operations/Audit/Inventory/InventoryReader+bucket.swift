import AWSAccess

extension InventoryReader {
    /// A bucket's settings. Each is a permission of its own, so that one refused leaves the others; what cannot matter
    /// is not asked for.
    ///
    /// - Parameter tags: what is known of them; nil where they are still to be read.
    func bucket(_ name: String, tags: ResourceTags?) -> Reading {
        let shown = scope.resources[name]?.name ?? name
        return Reading(what: "bucket \(shown)", atStake: .high) { aws in
            var reader = BucketReader(bucket: BucketDescription(name: name, tags: tags), shown: shown, aws: aws)
            try await reader.readAccess()
            try await reader.readKeeping()
            try await reader.readSize(at: now)
            let (bucket, unchecked) = (reader.bucket, reader.unchecked)
            return {
                $0.buckets.append(bucket)
                $0.unchecked += unchecked
            }
        }
    }
}
