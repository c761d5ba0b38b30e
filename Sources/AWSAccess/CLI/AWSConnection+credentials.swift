extension AWSConnection {
    /// As whom an emulator is called, as variables for every `aws` command. AWS Command Line Interface User Guide,
    /// "Configuring environment variables".
    ///
    /// Whatever would come before the file is taken away, the user's configuration included: a role or single sign-on
    /// of the default profile there has precedence over it. Real credentials must not reach an emulator.
    var localCredentials: [String: String?] {
        let given: [String: String?] =
            if let credentialsFile {
                [
                    "AWS_SHARED_CREDENTIALS_FILE": credentialsFile, "AWS_CONFIG_FILE": "/dev/null",
                    "AWS_ACCESS_KEY_ID": nil, "AWS_SECRET_ACCESS_KEY": nil, "AWS_ROLE_ARN": nil,
                    "AWS_WEB_IDENTITY_TOKEN_FILE": nil,
                ]
            } else {
                ["AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"]
            }
        return given.merging(["AWS_SESSION_TOKEN": nil, "AWS_PROFILE": nil, "AWS_DEFAULT_PROFILE": nil]) { $1 }
    }

    /// The same, in another region.
    package func inRegion(_ region: String) -> AWSConnection {
        AWSConnection(
            region: region, profile: profile, endpoint: endpoint, credentialsFile: credentialsFile, patience: patience)
    }
}
