/// Where an app is deployed, and as what: all that decides how its resources are called.
public struct DeploymentPlace: Sendable, Equatable {
    /// The name of the root stack, with which generated names begin.
    public let stackName: String
    /// As in `eu-west-3`; nil where it is open, and policies hold in any.
    public let region: String?
    /// Twelve digits; nil where it is open.
    public let account: String?
    /// As in `aws-cn`.
    public let partition: String
    /// Tags of the stack by which its resources are told from others: conditions ask for them where a name cannot tell.
    public let tags: [String: String]
    /// The bucket for templates and assets, whose name may have pseudo parameters in it; nil where it is not known.
    public let artifactBucket: String?
    /// The ARN of the policy that every role of the app has to have as its permissions boundary; nil where none is asked for.
    public let permissionsBoundary: String?
    /// The names of the roles that deploy it.
    public let roles: RoleNames

    /// - Parameters:
    ///   - stackName: of the root stack.
    ///   - region: nil where it is open.
    ///   - account: nil where it is open.
    ///   - partition: the first part of ARNs.
    ///   - tags: those by which resources of the app are told from others.
    ///   - artifactBucket: with `${AWS::AccountId}` and `${AWS::Region}` in it.
    ///   - permissionsBoundary: nil where none is asked for.
    public init(
        stackName: String, region: String? = nil, account: String? = nil, partition: String = "aws",
        tags: [String: String] = [:], artifactBucket: String? = nil,
        permissionsBoundary: String? = nil
    ) {
        self.stackName = stackName
        self.region = region
        self.account = account
        self.partition = partition
        self.tags = tags
        self.artifactBucket = artifactBucket
        self.permissionsBoundary = permissionsBoundary
        roles = RoleNames(stackName: stackName)
    }

    /// What a stack of a template in a file may be called: `Shop` for `templates/Shop.template.json`.
    public static func stackName(ofFile path: String) -> String {
        let name = path.split(separator: "/").last.map { $0.prefix { $0 != "." } } ?? "stack"
        let legal = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return String(legal.drop { !$0.isLetter })
    }

    /// What is uploaded for the app, as policies name it.
    var artifacts: String? { artifactBucket.map { "\(ARNText.regionless)s3:::\($0)/\(stackName)/*" } }

    /// The same with an account and a region where they are open, for how long a policy gets.
    var filled: DeploymentPlace {
        DeploymentPlace(
            stackName: stackName, region: region ?? "ap-southeast-1", account: account ?? "123456789012",
            partition: partition, tags: tags, artifactBucket: artifactBucket,
            permissionsBoundary: permissionsBoundary)
    }
}

/// How the roles that deploy an app are called.
///
/// They have a path of their own, so that no policy which allows roles by the stack's name allows these: the execution role
/// could otherwise give itself whatever it likes.
public struct RoleNames: Sendable, Equatable {
    /// What stands before their names.
    public static let path = "/deployment/"
    /// What CloudFormation acts as.
    public let execution: String
    /// What the commands act as.
    public let deployment: String

    init(stackName: String) {
        execution = "\(stackName)-execution"
        deployment = "\(stackName)-deployment"
    }

    /// A role of the account as policies name it.
    static func arn(_ name: String) -> String { ARNText.regionless + "iam::\(ARNText.account):role\(path)\(name)" }

    /// How many characters IAM takes ("IAM and AWS STS quotas" in the IAM User Guide).
    public static let longest = 64
}
