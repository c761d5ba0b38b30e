extension AWSConnection {
    /// What every `aws` command finds in its environment other than this process does; nil takes a variable away.
    ///
    /// What the user's shell and configuration say about who calls and through which proxy stands. What they say about
    /// where calls go, and about what is printed and asked, does not: the environment's file decides the one, and
    /// programs read the other. AWS Command Line Interface User Guide, "Configuring environment variables for the AWS
    /// CLI".
    ///
    /// - Parameter inherited: this process's environment.
    func environment(inherited: [String: String]) -> [String: String?] {
        var environment: [String: String?] = Self.pins
        for name in inherited.keys where name.hasPrefix(Self.endpointVariable) {
            environment.updateValue(nil, forKey: name)
        }
        for (name, value) in endpoint.map(local) ?? Self.remote { environment.updateValue(value, forKey: name) }
        return environment
    }

    /// `AWS_ENDPOINT_URL`, and what the variables of single services begin with, such as `AWS_ENDPOINT_URL_S3`.
    static let endpointVariable = "AWS_ENDPOINT_URL"

    /// What is written, and that nothing is asked, whatever is configured.
    private static let pins: [String: String?] = [
        "AWS_PAGER": "", "AWS_CLI_AUTO_PROMPT": "off", "AWS_CLI_ERROR_FORMAT": "legacy",
        // With cli_history=enabled the CLI writes down every request, secret parameters and all.
        "AWS_CLI_HISTORY_FILE": "/dev/null",
        // Whatever the locale, names and values are bytes of UTF-8, and messages are English.
        "AWS_CLI_FILE_ENCODING": "UTF-8", "AWS_CLI_OUTPUT_ENCODING": "UTF-8", "PYTHONUTF8": "1", "LC_ALL": utf8Locale,
        "AWS_RETRY_MODE": "standard", "AWS_MAX_ATTEMPTS": "5",
    ]

    #if os(macOS)
    private static let utf8Locale = "en_US.UTF-8"
    #else
    private static let utf8Locale = "C.UTF-8"
    #endif

    /// AWS itself: of the profile, too, no endpoint is taken. AWS SDKs and Tools Reference Guide, "Service-specific
    /// endpoints".
    private static let remote: [String: String?] = ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"]

    /// An emulator.
    private func local(_ endpoint: String) -> [String: String?] {
        let place: [String: String?] = [
            Self.endpointVariable: endpoint, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "false",
            "AWS_USE_FIPS_ENDPOINT": "false", "AWS_USE_DUALSTACK_ENDPOINT": "false",
            "AWS_EC2_METADATA_DISABLED": "true",
            "NO_PROXY": "localhost,127.0.0.1,::1", "no_proxy": "localhost,127.0.0.1,::1",
            // Nothing on this machine is worth waiting for: it answers, or it is not there.
            "AWS_MAX_ATTEMPTS": "1",
        ]
        return place.merging(localCredentials) { $1 }
    }
}
