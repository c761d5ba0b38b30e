import Template

extension Examination {
    /// A bucket's policy is about that bucket, and is not public where S3 refuses that.
    mutating func checkBucketPolicy(_ policy: Template.Resource, _ logicalID: String, _ stack: Int) {
        guard let bucket = wiring.onlyResource(of: policy.properties["Bucket"], type: "AWS::S3::Bucket", in: stack)
        else {
            return
        }
        for document in policy.values(at: "PolicyDocument", of: logicalID) {
            for statement in PolicyStatement.all(in: document, stack: stack) {
                checkResources(of: statement, about: bucket)
                checkPublic(statement, bucket)
            }
        }
    }

    /// S3 answers "Policy has invalid resource" ("Policies and permissions in Amazon S3" in its user guide).
    private mutating func checkResources(of statement: PolicyStatement, about bucket: WiredResource) {
        var own = wiring.pattern(of: bucket, attribute: "Arn")
        own.append(.anything)
        for (resource, patterns) in zip(statement.resources, statement.patterns(ofResources: wiring)) {
            guard !patterns.isEmpty, patterns.allSatisfy({ $0.isARN && !$0.meets(own) }) else {
                continue
            }
            reportOnce(
                "policy-resource", "the policy of \(bucket.logicalID) is about something else", at: resource.path,
                fix: statement.isAboutBuckets
                    ? "use Fn::GetAtt \(bucket.logicalID).Arn"
                    : "write {\"Fn::Sub\": \"${\(bucket.logicalID).Arn}/*\"} for its objects")
        }
    }

    /// "Blocking public access to your Amazon S3 storage" in its user guide: new buckets block public policies unless
    /// told otherwise.
    private mutating func checkPublic(_ statement: PolicyStatement, _ bucket: WiredResource) {
        guard statement.placed.value["Effect"]?.string == "Allow", statement.placed.value["Condition"] == nil,
            statement.isPublic, !wiring.isOpen(bucket)
        else { return }
        let block = bucket.resource.properties["PublicAccessBlockConfiguration"]
        guard block == nil || block?["BlockPublicPolicy"]?.scalarText == "true" else { return }
        reportOnce(
            "bucket-policy-blocked", "\(bucket.logicalID) takes no policy that lets anyone in",
            at: statement.path.appending("Principal"),
            fix: "name who may, or set BlockPublicPolicy of the bucket's PublicAccessBlockConfiguration to false")
    }
}

extension PolicyStatement {
    /// Whether its actions are done to buckets, and not to what lies in them.
    fileprivate var isAboutBuckets: Bool {
        let names = actions("Action").map(\.name)
        return !names.isEmpty && names.allSatisfy { $0.contains("Bucket") }
    }

    /// Whether it is for anyone.
    fileprivate var isPublic: Bool {
        let principal = placed.value["Principal"]
        return principal?.string == "*" || principal?["AWS"]?.string == "*"
    }
}
