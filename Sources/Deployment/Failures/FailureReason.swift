import Foundation

/// What AWS says about a failure, without the wrapping that is of no use to who reads it.
///
/// Resource handlers wrap the words of the service, and the service's SDK wraps its error code and its request:
/// `Resource handler returned message: "... (Service: Ec2, Status Code: 400, Request ID: ...)" (RequestToken: ...,
/// HandlerErrorCode: AlreadyExists)`.
struct FailureReason: Sendable, Equatable {
    /// Every word, as AWS gives it.
    let text: String
    /// What the service says.
    let message: String
    /// How the handler classes it. AWS CloudFormation CLI User Guide, "Resource type handler error codes".
    let handlerCode: String?
    /// The service's own error code, where it is told.
    let errorCode: String?
    private let lowercased: String

    init(_ text: String) {
        self.text = text
        var message = text
        var handlerCode: String?
        if let wrapped = text.firstMatch(
            of:
                #/Resource handler returned message: "(?<message>[\s\S]*)" \(RequestToken: [^,)]*, HandlerErrorCode: (?<code>\w+)\)/#
        ) {
            message = String(wrapped.message)
            handlerCode = String(wrapped.code)
        }
        self.handlerCode = handlerCode
        errorCode = message.firstMatch(of: #/Error Code: (?<code>[\w.]+)/#).map { String($0.code) }
        self.message = message.replacing(#/ ?\((?:Service: [^)]*|SDK Attempt Count: \d+)\)/#, with: "")
            .trimmingCharacters(in: .whitespacesAndNewlines)
        lowercased = text.lowercased()
    }

    /// Whether one of some texts stands in it, in whatever case.
    func has(_ fragments: String...) -> Bool { fragments.contains { lowercased.contains($0.lowercased()) } }

    /// Whether the service or the handler gives one of some codes.
    func hasCode(_ codes: String...) -> Bool {
        codes.contains { $0 == errorCode || $0 == handlerCode || text.contains("(\($0))") }
    }
}
