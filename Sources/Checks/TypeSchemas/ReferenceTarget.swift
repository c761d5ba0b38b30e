import JSON

/// What a text identifies: a resource of a type, in one of a few forms.
struct ReferenceTarget: Equatable {
    /// The forms that it may have.
    struct Forms: OptionSet {
        let rawValue: Int

        static let id = Self(rawValue: 1)
        static let arn = Self(rawValue: 2)
        static let name = Self(rawValue: 4)
        /// Of a machine.
        static let address = Self(rawValue: 8)
        static let all: Self = [.id, .arn, .name, .address]
    }

    var forms: Forms
    /// Nil for one of any type.
    var type: String?

    /// Reads what the catalogue has: `ARN/Name AWS::IAM::Role`, `AWS::IAM::Role` or `ARN`.
    ///
    /// - Parameter own: the type that a dot stands for.
    init?(_ text: String, own: String? = nil) {
        let parts = text.parts(separatedBy: " ")
        guard let last = parts.last else { return nil }
        let isType = last == "." || last.hasByte(UInt8(ascii: ":"))
        type = isType ? (last == "." ? own : last) : nil
        forms = []
        for form in (parts.count > 1 || !isType ? parts[0] : "").parts(separatedBy: "/") {
            switch form {
            case "ID": forms.insert(.id)
            case "ARN": forms.insert(.arn)
            case "Name": forms.insert(.name)
            case "Address": forms.insert(.address)
            default: break
            }
        }
        if forms.isEmpty { forms = .all }
    }

    init(_ forms: Forms, _ type: String? = nil) {
        self.forms = forms
        self.type = type
    }

    /// An availability zone, as `AWS::EC2::AvailabilityZone::Name` is the type of parameters for.
    static let zone = Self(.name, "AWS::EC2::AvailabilityZone")

    /// All those that have a `|` between them.
    static func all(in text: String) -> [Self] { text.parts(separatedBy: "|").compactMap { Self($0) } }

    /// What the value of a parameter of a type is: of `List<AWS::EC2::Subnet::Id>`, each element a subnet's identifier.
    /// Nil for what identifies nothing.
    init?(ofParameterType type: String) {
        // That of most parameters has no parts.
        guard type.hasByte(UInt8(ascii: ":")) else { return nil }
        var name = type[...]
        for prefix in ["AWS::SSM::Parameter::Value<", "List<"] where name.hasPrefix(prefix) {
            name = name.dropFirst(prefix.count).dropLast()
        }
        guard name.hasPrefix("AWS::"), let end = name.lastIndex(of: ":") else { return nil }
        let owner = name[..<name.index(before: end)]
        let isName = name.hasSuffix("Name")
        guard String(owner).hasText("::"), isName || name.hasSuffix("Id") else { return nil }
        self.init(isName ? .name : .id, String(owner))
    }

    /// As in "the ARN of an AWS::IAM::Role".
    var words: String { Self.words(forms, type.map { [$0] } ?? []) }

    /// What is of any of these types, or of any at all if there are none.
    fileprivate static func words(_ forms: Forms, _ types: [String]) -> String {
        guard let last = types.last else { return forms.words(article: "a") }
        let list = types.count == 1 ? last : "\(types.dropLast().joined(separator: ", ")) or \(last)"
        return forms == .all ? "an \(list)" : "\(forms.words(article: "the")) of an \(list)"
    }
}

extension [ReferenceTarget] {
    /// As in "the ARN of an AWS::IAM::Role or AWS::IAM::User, or an address": the types that are taken in the same forms
    /// stand together.
    var words: String {
        var groups: [(forms: ReferenceTarget.Forms, types: [String])] = []
        for target in self {
            if let type = target.type,
                let index = groups.firstIndex(where: { $0.forms == target.forms && !$0.types.isEmpty })
            {
                groups[index].types.append(type)
            } else {
                groups.append((target.forms, target.type.map { [$0] } ?? []))
            }
        }
        return groups.map { ReferenceTarget.words($0.forms, $0.types) }
            .joined(separator: groups.contains { $0.types.count > 1 } ? ", or " : " or ")
    }
}

extension ReferenceTarget.Forms {
    /// As in "the identifier or ARN".
    fileprivate func words(article: String) -> String {
        let names = [(Self.id, "identifier"), (.arn, "ARN"), (.name, "name"), (.address, "address")]
            .filter { contains($0.0) }.map(\.1)
        let isVowel = names.first.map { "iA".contains($0.prefix(1)) } ?? false
        return "\(article == "a" && isVowel ? "an" : article) \(names.joined(separator: " or "))"
    }
}
