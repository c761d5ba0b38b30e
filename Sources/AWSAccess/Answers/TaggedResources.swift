/// What "GetResources" of the Resource Groups Tagging API finds.
package struct TaggedResources: Decodable, Sendable {
    package struct Resource: Decodable, Sendable {
        /// The Amazon Resource Name; of buckets, `arn:aws:s3:::name`.
        package let resourceARN: String
        package let tags: ResourceTags
    }
    package let resourceTagMappingList: [Resource]
}

/// What "GetBucketTagging" of Amazon S3 answers.
package struct BucketTags: Decodable, Sendable {
    package let tagSet: ResourceTags
}
