import AWSAccess
import Foundation
import JSON

extension ExplainedFailure {
    /// What EC2 says in its own code. AWS STS API Reference, "DecodeAuthorizationMessage".
    var decodedDenial: [Inquiry] {
        guard let encoded = Denial(resource.reason).encodedMessage else { return [] }
        return [
            Inquiry("the encoded message") { aws in
                let text = try await aws.run(
                    ["sts", "decode-authorization-message", "--encoded-message", encoded], as: Decoded.self
                ).decodedMessage
                let message = try JSONValue(parsing: Array(text.utf8))
                let context = message["context"]
                guard let action = context?["action"]?.string else { return [text] }
                let target = context?["resource"]?.string
                let who = context?["principal"]?["arn"]?.string ?? "the principal"
                let how = message["explicitDeny"]?.boolean == true ? "is denied outright" : "lacks"
                return [
                    "\(who) \(how) \(action)\(target.map { " on \($0)" } ?? "")",
                    "as a statement: \(Denial.statement(action: action, resource: target))",
                ]
            }
        ]
    }

    /// Calls that CloudTrail saw denied since the operation began, where the reason does not say which it was. AWS
    /// CloudTrail API Reference, "LookupEvents": within some fifteen minutes of the call.
    var deniedCalls: [Inquiry] {
        let denial = Denial(resource.reason)
        guard denial.action == nil, denial.encodedMessage == nil, let since = resource.since else { return [] }
        return [
            Inquiry("CloudTrail's denied calls") { aws in
                let events = try await aws.run(
                    [
                        "cloudtrail", "lookup-events", "--lookup-attributes",
                        "AttributeKey=ReadOnly,AttributeValue=false",
                        "--start-time", since.date.formatted(.iso8601), "--max-items", "200",
                    ], as: Trail.self
                ).events
                let denied = events.compactMap(\.denial)
                return denied.isEmpty
                    ? ["CloudTrail shows no denied call yet; it takes up to fifteen minutes, then 'events' shows it"]
                    : Array(denied.prefix(4))
            }
        ]
    }
}

private struct Decoded: Decodable { let decodedMessage: String }

private struct Trail: Decodable {
    struct Event: Decodable {
        let cloudTrailEvent: String?

        /// What was denied to whom; nil for a call that was allowed.
        var denial: String? {
            guard let text = cloudTrailEvent, let event = try? JSONValue(parsing: Array(text.utf8)),
                let code = event["errorCode"]?.string,
                ["AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation", "UnauthorizedOperation"]
                    .contains(code)
            else { return nil }
            let service = event["eventSource"]?.string?.split(separator: ".").first.map(String.init) ?? ""
            let who = event["userIdentity"]?["arn"]?.string ?? "somebody"
            let words = event["errorMessage"]?.string.map { ": \($0)" } ?? ""
            return "CloudTrail: \(who) was denied \(service):\(event["eventName"]?.string ?? "")\(words)"
        }
    }
    let events: [Event]
}
