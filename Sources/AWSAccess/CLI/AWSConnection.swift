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
    /// How long a command may give no sign of life before it is ended.
    public let patience: Duration

    public init(
        region: String, profile: String? = nil, endpoint: String? = nil, credentialsFile: String? = nil,
        patience: Duration = .seconds(300)
    ) {
        self.region = region
        self.profile = profile
        self.endpoint = endpoint
        self.credentialsFile = credentialsFile
        self.patience = patience
    }

    /// Whether this is an emulator on this machine.
    public var isLocal: Bool { endpoint != nil }

    /// Options for every `aws` command.
    var arguments: [String] {
        // As an option the endpoint is obeyed by every version; the variable AWS_ENDPOINT_URL is ignored by those
        // before 1.29 and 2.13, which would take what is meant for the emulator to AWS.
        let place = endpoint.map { ["--endpoint-url", $0] } ?? profile.map { ["--profile", $0] } ?? []
        return ["--region", region, "--output", "json"] + place
    }
}

extension AWSConnection {
    /// The options for a command that a message tells the user to run.
    package var shownArguments: String {
        (["--region", region] + (profile.map { ["--profile", $0] } ?? [])
            + (endpoint.map { ["--endpoint-url", $0] } ?? []))
            .joined(separator: " ")
    }
}
