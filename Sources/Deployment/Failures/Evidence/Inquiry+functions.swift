import JSON
import Template

extension ExplainedFailure {
    /// What the function behind a custom resource wrote.
    var logsOfFunction: [Inquiry] {
        guard let function = resource.functionBehind else {
            return [
                Inquiry("the log of the function behind it") { _ in
                    ["which function answers for it cannot be told here, so that its log was not read"]
                }
            ]
        }
        let group = "/aws/lambda/\(function)"
        // cfn-response names the stream in its answer.
        let stream = resource.reason.text.firstMatch(
            of: #/CloudWatch Log Stream: (?<stream>\d{4}\/\d\d\/\d\d\/\[[^\]]+\]\w+)/#
        )
        .map { String($0.stream) }
        return [
            Inquiry("the log \(group)") { [resource] aws in
                try await LogTail(
                    group: group, stream: stream, since: stream == nil ? resource.since : nil
                ).lines(with: aws)
            }
        ]
    }
}

extension FailedResource {
    /// The name of the function that a custom resource's token leads to; nil where that is in another stack or is a
    /// topic.
    var functionBehind: String? {
        if let token = resolvedProperties?["ServiceToken"]?.string { return Self.function(ofToken: token) }
        switch declaration?.properties["ServiceToken"] {
        case .string(let token): return Self.function(ofToken: token)
        case .getAtt(let logicalID, .string("Arn")): return neighbours[logicalID]
        default: return nil
        }
    }

    /// `arn:aws:lambda:eu-west-3:123456789012:function:name`.
    private static func function(ofToken token: String) -> String? {
        let parts = token.split(separator: ":")
        return parts.count > 6 && parts[2] == "lambda" ? String(parts[6]) : nil
    }
}
