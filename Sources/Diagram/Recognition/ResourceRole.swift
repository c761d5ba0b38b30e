/// What a type of resources is in a picture.
enum ResourceRole {
    /// Others stand in it.
    case network, subnet
    /// It has a box of its own.
    case card
    /// It serves another one, which these of its properties name, or which names it.
    case part(of: [String])

    /// A part that is named by what it serves.
    static var used: ResourceRole { .part(of: []) }

    /// Whether it has a box of its own.
    var isCard: Bool { if case .card = self { true } else { false } }
}

/// What a type of resources is called and how it is drawn.
struct TypeFacts {
    let kind: CardKind
    /// As in `Auto Scaling group`.
    let words: String
    let role: ResourceRole

    init(_ kind: CardKind, _ words: String, _ role: ResourceRole = .card) {
        self.kind = kind
        self.words = words
        self.role = role
    }

    /// Of any type, such as `AWS::SQS::Queue`.
    init(of type: String) {
        if let known = Self.known[type] {
            self = known
        } else {
            let name = TypeName(type)
            self.init(
                Self.kinds[name.service] ?? .other, name.words,
                Self.partEndings.contains(where: name.resource.hasSuffix) ? .part(of: ["*"]) : .card)
        }
    }

    /// The type's name in its parts.
    private struct TypeName {
        let service: String
        let resource: String

        init(_ type: String) {
            let parts = type.split(separator: ":", omittingEmptySubsequences: true).map(String.init)
            service = parts.count > 1 ? parts[1] : ""
            resource = parts.last ?? type
        }

        /// As in `Glue crawler`.
        var words: String {
            service.isEmpty || service == resource ? resource : "\(service) \(resource.inWords)"
        }
    }

    /// How the names of types end that only serve another one.
    private static let partEndings = [
        "Policy", "Permission", "Permissions", "Association", "Attachment", "Version", "Alias", "Deployment", "Stage",
        "SubnetGroup", "ParameterGroup", "OptionGroup", "Membership", "Grant", "Tag", "Settings", "Configuration",
    ]
}

extension String {
    /// As in `Auto scaling group` for `AutoScalingGroup`.
    var inWords: String {
        var words = ""
        var previous: Character = " "
        for character in self {
            if character.isUppercase, previous.isLowercase { words += " " }
            words.append(previous.isLowercase ? Character(character.lowercased()) : character)
            previous = character
        }
        return words
    }
}
