import Template

extension Examination {
    /// Who reads or writes objects that are encrypted with a key of one's own needs the key too ("Using server-side
    /// encryption with AWS KMS keys" in the Amazon S3 user guide). A role is asked that names the bucket in what it may do:
    /// one that may do something with all buckets need not mean this one.
    mutating func checkKeyAccess(ofBucket bucket: WiredResource, _ access: AccessIndex) {
        let path = "BucketEncryption.ServerSideEncryptionConfiguration.*.ServerSideEncryptionByDefault.KMSMasterKeyID"
        let keys = wiring.counting(bucket.resource.values(at: path, of: bucket.logicalID), in: bucket.stack)
        guard keys.count == 1,
            let key = wiring.onlyResource(of: keys[0].value, type: "AWS::KMS::Key", in: bucket.stack),
            var objects = wiring.arn(of: bucket)
        else { return }
        objects.append(TextPattern(glob: "/*"))
        let work = [("s3:GetObject", "kms:Decrypt", "reading"), ("s3:PutObject", "kms:GenerateDataKey", "writing to")]
        for role in wiring.resources(of: "AWS::IAM::Role", with: bucket.stack)
        where wiring.exists(role, with: bucket) {
            let place = Template.Path(.resources, role.logicalID)
            guard let statements = access.statements(ofRole: role, for: keys[0].path) else { continue }
            for (action, onKey, purpose) in work
            where statements.contains(where: { $0.names(objects, forAction: action, in: wiring) }) {
                require(
                    [onKey], ofKey: key, role, access, at: ownStacks.contains(role.stack) ? place : keys[0].path,
                    because: "\(purpose) \(bucket.logicalID)")
            }
        }
    }
}

extension PolicyStatement {
    /// Whether it allows an action on something that it names more closely than by the kind.
    fileprivate func names(_ objects: TextPattern, forAction action: String, in wiring: Wiring) -> Bool {
        guard mayAllow(action, on: objects, in: wiring) else { return false }
        return patterns(ofResources: wiring).contains { patterns in
            patterns.contains { !$0.isAnything && $0.isARN && !$0.meets(Self.anyOtherBucket) && $0.meets(objects) }
        }
    }

    /// A name that nobody has.
    private static let anyOtherBucket = TextPattern(glob: "arn:aws:s3:::0/0")
}
