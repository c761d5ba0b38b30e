/// Which AWS is talked to, and as whom.
public struct AWSConnection: Sendable, Equatable {
    /// The region, such as `eu-west-3`.
    public let region: String
    /// A profile of the AWS CLI's configuration; nil for its default.
    public let profile: String?
    /// An emulator on the loopback interface; nil for AWS itself.
    public let endpoint: String?
    /// The emulator's own credentials, a file as an absolute path; nil for one that takes any.
    public let credentialsFile: String?

    public init(region: String, profile: String? = nil, endpoint: String? = nil, credentialsFile: String? = nil) {
        self.region = region
        self.profile = profile
        self.endpoint = endpoint
        self.credentialsFile = credentialsFile
    }

    /// Whether this is an emulator on this machine.
    public var isLocal: Bool { endpoint != nil }

    /// Options for every `aws` command.
    var arguments: [String] {
        ["--region", region, "--output", "json"] + (isLocal ? [] : profile.map { ["--profile", $0] } ?? [])
    }

    /// The environment of every `aws` command. AWS Command Line Interface User Guide, "Configuring environment variables".
    var environment: [String: String?] {
        var environment: [String: String?] = ["AWS_PAGER": "", "AWS_RETRY_MODE": "standard", "AWS_MAX_ATTEMPTS": "5"]
        guard let endpoint else { return environment }
        // The endpoint goes through the environment: `package` and `deploy` do not hand --endpoint-url on to Amazon S3,
        // and would upload to AWS.
        let overrides: [String: String?] = [
            "AWS_ENDPOINT_URL": endpoint, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": nil,
            "AWS_EC2_METADATA_DISABLED": "true",
            "NO_PROXY": "localhost,127.0.0.1,::1", "no_proxy": "localhost,127.0.0.1,::1",
            // Nothing on this machine is worth waiting for: it answers, or it is not there.
            "AWS_MAX_ATTEMPTS": "1",
        ]
        for (name, value) in overrides.merging(localCredentials, uniquingKeysWith: { $1 }) { environment.updateValue(value, forKey: name) }
        return environment
    }
}

extension AWSConnection {
    /// The options for a command that a message tells the user to run.
    package var shownArguments: String {
        (["--region", region] + (profile.map { ["--profile", $0] } ?? []) + (endpoint.map { ["--endpoint-url", $0] } ?? []))
            .joined(separator: " ")
    }
}
