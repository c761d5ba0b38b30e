/// What a regular expression for Amazon Resource Names says about the resource: `secretsmanager:secret` for
/// `^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:.+$`.
///
/// An ARN is `arn:partition:service:region:account:resource`, where the resource mostly begins with its kind and a
/// slash or a colon. Schemas write that in every way that regular expressions have; this reads the common ones and says
/// nothing of the others.
struct ARNPattern: Hashable, Sendable {
    /// As in `secretsmanager`.
    let service: String
    /// As in `secret`; empty where the resource begins with its name, or with anything.
    let kind: String

    /// The service with the kind.
    var text: String { kind.isEmpty ? service : "\(service):\(kind)" }

    /// All forms that a pattern allows: empty when it is not about ARNs, nil when one of its forms is unclear.
    static func all(in pattern: String) -> Set<ARNPattern>? {
        var result: Set<ARNPattern> = []
        let characters = Array(pattern)
        for start in characters.indices where characters[start...].starts(with: "arn") {
            if start > 0, characters[start - 1].isLetter || characters[start - 1].isNumber { continue }
            let fields = fields(characters[start...])
            guard fields.first == "arn" else { continue }
            guard fields.count >= 6,
                let form = ARNPattern(service: fields[2], resource: fields[5], isLast: fields.count == 6)
            else { return nil }
            result.insert(form)
        }
        return result
    }

    private init?(service: String, resource: String, isLast: Bool) {
        var service = Substring(service.filter { $0 != "\\" })
        if service.first == "(", service.last == ")" { service = service.dropFirst().dropLast() }
        guard !service.isEmpty, service.allSatisfy({ $0.isLowercase || $0.isNumber || $0 == "-" }) else { return nil }
        let resource = resource.filter { $0 != "\\" }
        let kind = resource.prefix { $0.isLetter || $0 == "-" }
        let rest = resource.dropFirst(kind.count)
        self.service = String(service)
        // A kind ends with what separates it from the name; letters before anything else are no whole word.
        let separators: Set<Character> = ["/", ":", "("]
        self.kind = rest.first.map(separators.contains) ?? !isLast ? String(kind) : ""
    }

    /// The parts between colons, up to the end of the alternative or the group that the text stands in.
    private static func fields(_ text: ArraySlice<Character>) -> [String] {
        var fields = [""]
        var depth = 0
        var isInClass = false
        var isEscaped = false
        for character in text {
            if isEscaped {
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if isInClass {
                isInClass = character != "]"
            } else if character == "[" {
                isInClass = true
            } else if character == "(" {
                depth += 1
            } else if character == ")", depth > 0 {
                depth -= 1
            } else if depth == 0, character == ")" || character == "|" {
                break
            } else if depth == 0, character == ":" {
                fields.append("")
                continue
            }
            fields[fields.count - 1].append(character)
        }
        return fields
    }
}
