import Template

extension Examination {
    /// A bucket lets in who writes logs to it: "Enable access logs for your Application Load Balancer" in the user guide
    /// of Elastic Load Balancing, "Amazon S3 bucket policy for CloudTrail" in that of AWS CloudTrail, "Giving permissions
    /// to Amazon SES for email receiving" in the developer guide of Amazon SES. All try it first.
    mutating func checkLogs(
        of resource: Template.Resource, _ logicalID: String, _ stack: Int, _ access: AccessIndex
    ) {
        switch resource.type {
        case "AWS::CloudTrail::Trail":
            for bucket in resource.values(at: "S3BucketName", of: logicalID) {
                let prefix = resource.properties["S3KeyPrefix"]
                checkWriting(to: bucket, by: "cloudtrail", below: .logs(prefix), stack, access)
                checkReading(of: bucket, stack, access)
            }
        case "AWS::ElasticLoadBalancingV2::LoadBalancer":
            let attributes = resource.values(at: "LoadBalancerAttributes.*", of: logicalID)
            let isOn = attributes.contains {
                $0.value["Key"] == "access_logs.s3.enabled" && $0.value["Value"]?.scalarText == "true"
            }
            guard isOn else { return }
            for attribute in attributes where attribute.value["Key"] == "access_logs.s3.bucket" {
                // In older regions, an account of AWS's own writes them.
                let prefix = attributes.first { $0.value["Key"] == "access_logs.s3.prefix" }?.value["Value"]
                for bucket in attribute["Value"] {
                    checkWriting(to: bucket, by: nil, below: .logs(prefix), stack, access)
                    // Network load balancers can write with a key.
                    if (resource.properties["Type"] ?? "application") == "application" {
                        checkEncryption(of: bucket, stack)
                    }
                }
            }
        case "AWS::ElasticLoadBalancing::LoadBalancer":
            for policy in resource.values(at: "AccessLoggingPolicy", of: logicalID)
            where policy.value["Enabled"]?.scalarText == "true" {
                for bucket in policy["S3BucketName"] {
                    checkWriting(to: bucket, by: nil, below: .logs(policy.value["S3BucketPrefix"]), stack, access)
                    checkEncryption(of: bucket, stack)
                }
            }
        case "AWS::S3::Bucket":
            for bucket in resource.values(at: "LoggingConfiguration.DestinationBucketName", of: logicalID) {
                checkServerLogs(to: bucket, stack, access)
            }
        case "AWS::SES::ReceiptRule":
            for action in resource.values(at: "Rule.Actions.*.S3Action", of: logicalID) {
                // A role of one's own may be allowed by its own policies.
                guard action.value["IamRoleArn"] == nil else { continue }
                for bucket in action["BucketName"] {
                    checkWriting(to: bucket, by: "ses", below: .anywhere, stack, access)
                }
            }
        default: break
        }
    }

    /// CloudTrail looks whose the bucket is before it writes.
    private mutating func checkReading(of value: PlacedValue, _ stack: Int, _ access: AccessIndex) {
        guard let bucket = wiring.onlyResource(of: value.value, type: "AWS::S3::Bucket", in: stack),
            let statements = access.statements(ofTarget: bucket, for: value.path), let arn = wiring.arn(of: bucket),
            !statements.mayAllow(
                "s3:GetBucketAcl", on: arn, for: TextPattern.principals(ofService: "cloudtrail"), in: wiring)
        else { return }
        reportOnce(
            "missing-permission",
            "no policy lets cloudtrail.amazonaws.com do s3:GetBucketAcl on \(bucket.logicalID), which CloudTrail asks for first",
            at: value.path, subject: "s3:GetBucketAcl",
            fix:
                "allow s3:GetBucketAcl on the bucket's ARN in its AWS::S3::BucketPolicy, beside s3:PutObject on its objects"
        )
    }

    /// "Enable access logs for your Application Load Balancer": with keys of S3 alone.
    private mutating func checkEncryption(of value: PlacedValue, _ stack: Int) {
        guard let bucket = wiring.onlyResource(of: value.value, type: "AWS::S3::Bucket", in: stack) else { return }
        let path = "BucketEncryption.ServerSideEncryptionConfiguration.*.ServerSideEncryptionByDefault.SSEAlgorithm"
        let algorithms = bucket.resource.values(at: path, of: bucket.logicalID).map(\.value.string)
        guard !algorithms.isEmpty, algorithms.allSatisfy({ $0?.hasPrefix("aws:kms") == true }) else { return }
        reportOnce(
            "service-key",
            "\(bucket.logicalID) is encrypted with a key of KMS, with which the load balancer cannot write its logs",
            at: value.path, notes: [note("the bucket is declared here", at: bucket)].compactMap(\.self),
            fix: "let the SSEAlgorithm of \(bucket.logicalID) be AES256, or log into another bucket")
    }

    /// "Enabling Amazon S3 server access logging" in the Amazon S3 user guide: by a policy, or by the older way of an ACL.
    private mutating func checkServerLogs(to value: PlacedValue, _ stack: Int, _ access: AccessIndex) {
        guard let bucket = wiring.onlyResource(of: value.value, type: "AWS::S3::Bucket", in: stack),
            bucket.resource.properties["AccessControl"] == nil,
            let statements = access.statements(ofTarget: bucket, for: value.path),
            var objects = wiring.arn(of: bucket)
        else { return }
        objects.append(TextPattern(glob: "/*"))
        let names = TextPattern.principals(ofService: "logging.s3")
        guard !statements.mayAllow("s3:PutObject", on: objects, for: names, in: wiring) else { return }
        reportOnce(
            "missing-permission", "no policy lets logging.s3.amazonaws.com write to \(bucket.logicalID)",
            severity: .warning, at: value.path,
            fix: "add an AWS::S3::BucketPolicy for \(bucket.logicalID) that allows s3:PutObject")
    }

    /// - Parameter service: who writes; nil for one that nobody can tell.
    private mutating func checkWriting(
        to value: PlacedValue, by service: String?, below place: LogPlace, _ stack: Int, _ access: AccessIndex
    ) {
        guard let bucket = wiring.onlyResource(of: value.value, type: "AWS::S3::Bucket", in: stack),
            var statements = access.statements(ofTarget: bucket, for: value.path), var objects = wiring.arn(of: bucket)
        else { return }
        let names = service.map { TextPattern.principals(ofService: $0) }
        if service == nil {
            // In older regions an account of AWS's own writes them.
            let writers = Self.ofBalancers.flatMap { TextPattern.principals(ofService: $0) }
            statements = statements.filter { !$0.namesOtherServices(writers, in: wiring) }
        }
        var anywhere = objects
        anywhere.append(TextPattern(glob: "/*"))
        let isElsewhere = statements.mayAllow("s3:PutObject", on: anywhere, for: names, in: wiring)
        objects.append(TextPattern(glob: "/"))
        if case .logs(let prefix) = place {
            if let prefix {
                // One that is not known, or empty, may come to none.
                let text = wiring.onlyText(of: prefix, in: stack)
                objects.append(text.map { TextPattern(glob: $0.isEmpty ? "" : $0 + "/") } ?? .unknown)
            }
            objects.append(TextPattern(glob: "AWSLogs/"))
        }
        objects.append(.anything)
        guard !statements.mayAllow("s3:PutObject", on: objects, for: names, in: wiring) else { return }
        let writer = service.map { "\($0).amazonaws.com" } ?? "the load balancer"
        reportOnce(
            "missing-permission",
            isElsewhere
                ? "the policy of \(bucket.logicalID) lets \(writer) write elsewhere, and its logs go to \(place.words)"
                : "no policy lets \(writer) write to \(bucket.logicalID)", at: value.path,
            fix: isElsewhere
                ? "allow s3:PutObject on {\"Fn::Sub\": \"${\(bucket.logicalID).Arn}/\(place.words)*\"}"
                : "add an AWS::S3::BucketPolicy for \(bucket.logicalID) that allows s3:PutObject"
                    + " to {\"Service\": \"\(service ?? Self.ofBalancers[0]).amazonaws.com\"}")
    }

    /// Who writes the logs of load balancers; those of network ones come with the second.
    private static let ofBalancers = ["logdelivery.elasticloadbalancing", "delivery.logs"]

    /// Where in a bucket something is written.
    private enum LogPlace {
        case anywhere
        /// In the folder `AWSLogs`, below a prefix where one is given.
        case logs(Template.Expression?)

        var words: String {
            switch self {
            case .anywhere: ""
            case .logs(nil): "AWSLogs/"
            case .logs(let prefix?): "\(prefix.writtenText)/AWSLogs/"
            }
        }
    }
}

extension PolicyStatement {
    /// Whether it is for services only, none of which has one of the names.
    fileprivate func namesOtherServices(_ names: [TextPattern], in wiring: Wiring) -> Bool {
        let principals = placed["Principal"]
        return !principals.isEmpty
            && principals.allSatisfy { principal in
                guard let object = principal.value.object, object.entries.allSatisfy({ $0.key == "Service" }) else {
                    return false
                }
                return principal["Service"].flatMap(\.elements).allSatisfy { service in
                    wiring.patterns(of: service.value, in: stack).allSatisfy { pattern in
                        !names.contains(where: pattern.meets)
                    }
                }
            }
    }
}
