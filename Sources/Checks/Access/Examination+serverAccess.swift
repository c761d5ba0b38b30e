import JSON
import Template

extension Examination {
    /// The role of a server allows what its script does to buckets with the AWS CLI ("cp", "mv" and "sync" of s3 in the
    /// AWS CLI command reference).
    mutating func checkServerAccess(
        of server: Template.Resource, _ logicalID: String, _ stack: Int, _ access: AccessIndex
    ) {
        guard let wired = wiring.resource(logicalID, in: stack),
            let script = ServerScript(of: wired, in: wiring), !script.hasOtherCredentials
        else { return }
        let uses = script.bucketUses
        guard !uses.isEmpty, let role = wiring.role(ofServer: wired),
            let place = ServerScript.places.first(where: { $0.type == server.type })?.path
        else { return }
        let path = place.reduce(Template.Path(.resources, logicalID).appending("Properties")) { $0.appending($1) }
        for use in uses {
            guard let bucket = wiring.resource(use.bucket, in: stack), bucket.resource.type == "AWS::S3::Bucket" else {
                continue
            }
            requireOfProgram(use.action, on: bucket, of: role, access, at: path, because: "the user data")
        }
    }
}

extension Wiring {
    /// The one role of the profile that a server has.
    fileprivate func role(ofServer server: WiredResource) -> WiredResource? {
        let type = "AWS::IAM::InstanceProfile"
        let given =
            server.value("IamInstanceProfile") ?? member("IamInstanceProfile", of: server.value("LaunchTemplateData"))
        guard let given else { return nil }
        let profile =
            target(of: given, type: type)
            ?? ["Arn", "Name"].lazy.compactMap { self.target(of: self.member($0, of: given), type: type) }.first
        guard let profile, let roles = targets(of: profile.value("Roles"), type: "AWS::IAM::Role"), roles.count == 1
        else { return nil }
        return roles[0]
    }
}

extension ServerScript {
    /// What it does to the buckets of the template, by their logical IDs.
    fileprivate var bucketUses: [(action: String, bucket: String)] {
        calls(of: "aws").flatMap { call -> [(action: String, bucket: String)] in
            guard let service = call.words.firstIndex(of: "s3"), call.words.indices.contains(service + 1) else {
                return []
            }
            let places = Self.operands(call.words[(service + 2)...]).map(Self.bucket)
            let source = places.first ?? nil
            let destination = places.count > 1 ? places[1] : nil
            func uses(_ actions: [String], _ bucket: String?) -> [(action: String, bucket: String)] {
                bucket.map { bucket in actions.map { ($0, bucket) } } ?? []
            }
            switch call.words[service + 1] {
            case "cp", "mv": return uses(["s3:GetObject"], source) + uses(["s3:PutObject"], destination)
            case "sync": return uses(["s3:ListBucket", "s3:GetObject"], source) + uses(["s3:PutObject"], destination)
            case "ls": return uses(["s3:ListBucket"], source)
            case "rm": return uses(["s3:DeleteObject"], source)
            default: return []
            }
        }
    }

    /// Whether it may act as somebody else than the server's role.
    fileprivate var hasOtherCredentials: Bool {
        ["assume-role", "AWS_", "--profile", "--no-sign-request", "aws configure", ".aws/"].contains(
            where: text.hasText)
    }

    private static let switches: Set = [
        "--delete", "--dryrun", "--exact-timestamps", "--follow-symlinks", "--human-readable", "--no-follow-symlinks",
        "--no-progress", "--only-show-errors", "--quiet", "--recursive", "--size-only", "--summarize",
    ]

    /// The words that are neither options nor their values.
    private static func operands(_ words: ArraySlice<String>) -> [String] {
        var found: [String] = []
        var isValue = false
        for word in words {
            if word.hasPrefix("--") {
                isValue = !switches.contains(word) && !word.contains("=")
            } else if isValue {
                isValue = false
            } else {
                found.append(word)
            }
        }
        return found
    }

    /// The logical ID in an address such as `s3://${Files}/site.conf`.
    private static func bucket(_ address: String) -> String? {
        let start = "s3://${"
        guard address.hasPrefix(start), let end = address.firstIndex(of: "}") else { return nil }
        let rest = address[address.index(after: end)...]
        return rest.isEmpty || rest.hasPrefix("/") ? String(address[..<end].dropFirst(start.count)) : nil
    }
}
