import AWSAccess

extension AWSCLI {
    /// What Systems Manager holds under some names; names that it does not have are left out.
    ///
    /// AWS Systems Manager API Reference, "GetParameters": ten names a call.
    package func storedParameters(_ names: Set<String>) async throws -> [String: String] {
        let sorted = names.sorted()
        let groups = stride(from: 0, to: sorted.count, by: 10).map { Array(sorted[$0..<min($0 + 10, sorted.count)]) }
        let answers = try await concurrently(groups, atMost: AWSCLI.simultaneousCalls) { group in
            try await run(["ssm", "get-parameters", "--names"] + group, as: StoredParameters.self)
        }
        return Dictionary(answers.flatMap(\.parameters).map { ($0.name, $0.value) }) { first, _ in first }
    }
}

private struct StoredParameters: Decodable {
    struct Parameter: Decodable {
        let name: String
        let value: String
    }
    let parameters: [Parameter]
}
