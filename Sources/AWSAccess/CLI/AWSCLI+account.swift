extension AWSCLI {
    private struct Identity: Decodable {
        let account: String
    }

    /// The number of the account that is talked to.
    package func account() async throws -> String {
        try await run(["sts", "get-caller-identity"], as: Identity.self).account
    }
}
