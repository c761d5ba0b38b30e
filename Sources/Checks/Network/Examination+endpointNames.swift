import Template

extension Examination {
    /// "AWS services that integrate with AWS PrivateLink" in the AWS PrivateLink guide: a service is called by its region,
    /// and then by its own name.
    mutating func checkServiceName(of endpoint: WiredResource, _ wiring: Wiring) {
        guard let name = endpoint.value("ServiceName").flatMap(wiring.endpointService), let problem = name.problem
        else {
            return
        }
        report(
            "endpoint-service", problem.text, at: endpoint, .key("ServiceName"),
            fix: "write {\"Fn::Sub\": \"com.amazonaws.${AWS::Region}.\(problem.service ?? "s3")\"}")
    }
}

/// The name of a service for which endpoints are made, in parts.
private struct EndpointService {
    enum Part: Equatable {
        case word(String)
        case region
    }

    let parts: [Part]

    var text: String {
        parts.map { if case .word(let word) = $0 { word } else { "${AWS::Region}" } }.joined(separator: ".")
    }

    /// What services are called elsewhere, and their endpoints are not.
    private static let others = [
        "cloudwatch": "monitoring", "cloudwatchlogs": "logs", "ecr": "ecr.api", "eventbridge": "events",
        "firehose": "kinesis-firehose", "kinesis": "kinesis-streams", "parameterstore": "ssm",
        "secretmanager": "secretsmanager", "stepfunctions": "states",
    ]

    /// What no service is called by, with the service that is meant as far as that is known.
    var problem: (text: String, service: String?)? {
        let words = parts.map { if case .word(let word) = $0 { word } else { "" } }
        if parts.count == 1, case .word(let word)? = parts.first {
            return ("\(text) is no name of an endpoint's service", Self.others[word] ?? word)
        }
        if words.starts(with: ["com", "amazon"]) {
            return ("\(text) begins with com.amazon, and services with com.amazonaws", words.last)
        }
        guard words.starts(with: ["com", "amazonaws"]), parts.count > 2 else { return nil }
        if parts.count == 4, parts[3] == .region, parts[2] != .region {
            return ("\(text) has the region behind the service, and it stands before", words[2])
        }
        if parts.count == 3, ["dynamodb", "s3"].contains(words[2]) { return ("\(text) has no region", words[2]) }
        if parts.count == 4, let meant = Self.others[words[3]] {
            return ("\(words[3]) is no endpoint's service; \(meant) is", meant)
        }
        return nil
    }
}

extension Wiring {
    /// Nil where it is not known what a service is called.
    fileprivate func endpointService(_ value: WiredValue) -> EndpointService? {
        let value = resolved(value)
        let pieces: [Template.Expression?]
        switch value.expression {
        case .string(let text): pieces = [.string(text)]
        case .sub(let substitution):
            pieces = substitution.segments.map { segment in
                switch segment {
                case .text(let text): .string(text)
                case .literal: nil
                case .name(let name): substitution.variables[name] ?? Template.Expression(named: name)
                }
            }
        case .call(.join, let arguments):
            guard let separator = arguments[0].string, let elements = arguments[1].list else { return nil }
            pieces = elements.enumerated().flatMap { $0 == 0 ? [$1] : [.string(separator), $1] }
        default: return nil
        }
        var text = ""
        for piece in pieces {
            guard let piece else { return nil }
            let part = resolved(WiredValue(expression: piece, stack: value.stack))
            guard let word = part.expression == .ref("AWS::Region") ? "\u{0}" : self.text(part) else { return nil }
            text += word
        }
        return EndpointService(parts: text.split(separator: ".").map { $0 == "\u{0}" ? .region : .word(String($0)) })
    }
}
