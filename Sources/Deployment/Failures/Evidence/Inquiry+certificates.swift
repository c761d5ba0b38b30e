import AWSAccess

extension ExplainedFailure {
    /// Which record is waited for, unless an event told it. AWS Certificate Manager API Reference, "DomainValidation".
    var validationRecords: [Inquiry] {
        guard let certificate = resource.existingID, certificate.hasPrefix("arn:") else { return [] }
        return [
            Inquiry("what \(certificate) waits for") { aws in
                let answer = try await aws.run(
                    ["acm", "describe-certificate", "--certificate-arn", certificate], as: Description.self
                ).certificate
                let failure = answer.failureReason.map { ["ACM: \($0)"] } ?? []
                return failure
                    + (answer.domainValidationOptions ?? []).filter { $0.validationStatus != "SUCCESS" }.map(\.line)
            }
        ]
    }
}

private struct Description: Decodable {
    struct Certificate: Decodable {
        let failureReason: String?
        let domainValidationOptions: [Validation]?
    }
    struct Validation: Decodable {
        let domainName: String
        let validationStatus: String?
        let resourceRecord: Record?

        var line: String {
            let record = resourceRecord.map { ": \($0.name) \($0.type) \($0.value)" } ?? ""
            return "ACM: \(domainName) is \(validationStatus ?? "not proven")\(record)"
        }
    }
    struct Record: Decodable {
        let name: String
        let type: String
        let value: String
    }
    let certificate: Certificate
}
