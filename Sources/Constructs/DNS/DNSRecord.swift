/// What a record says of a name ("Supported DNS record types" in the Amazon Route 53 developer guide).
///
///     zone.record("", .txt(["v=spf1 include:_spf.example.net -all"]))
///     zone.record("", .caa([.issue("amazon.com")]))
public enum DNSRecord {
    /// Addresses of IPv4.
    case a([Value<String>])
    /// Addresses of IPv6.
    case aaaa([Value<String>])
    /// Another name, whose records count; not for the zone itself.
    case cname(Value<String>)
    /// Who takes its mail, the lowest number first: `[10: "mail.example.net"]`.
    case mx(KeyValuePairs<Int, Value<String>>)
    /// Texts of any length, in the form that DNS has for them.
    case txt([Value<String>])
    /// Who may issue certificates for it.
    case caa([CertificateAuthority])
    /// Which name servers know what is below it: `dev.nameServers`.
    case ns(List<Value<String>>)

    /// Who may issue certificates (RFC 8659).
    public enum CertificateAuthority: Sendable {
        /// Whoever is named here, as in `amazon.com`, for names and wildcards.
        case issue(String)
        /// For wildcards, instead of those who issue for names.
        case issueWildcard(String)
        /// Where it is told that somebody else was asked: `mailto:security@example.com`.
        case report(String)
    }
}

extension DNSRecord {
    var type: String {
        switch self {
        case .a: "A"
        case .aaaa: "AAAA"
        case .cname: "CNAME"
        case .mx: "MX"
        case .txt: "TXT"
        case .caa: "CAA"
        case .ns: "NS"
        }
    }

    var values: List<Value<String>> {
        switch self {
        case .a(let addresses), .aaaa(let addresses): List(addresses)
        case .cname(let name): [name]
        case .mx(let servers): List(servers.map { "\($0.key) \($0.value)" })
        case .txt(let texts): List(texts.map(Self.quoted))
        case .caa(let authorities): List(authorities.map { Value($0.text) })
        case .ns(let servers): servers
        }
    }

    /// Says what Route 53 would only refuse while CloudFormation deploys.
    func report(to scope: Scope, isOfZoneItself: Bool) {
        switch self {
        case .cname where isOfZoneItself:
            scope.report(
                "record-at-apex", "the zone itself has other records, which a CNAME excludes",
                fix: "use zone.alias(\"\", to: ...), or a name in the zone")
        case .mx(let servers):
            for (priority, server) in servers where !(0...65535).contains(priority) {
                scope.report(
                    "out-of-range", "\(server.literal ?? "a mail server") cannot have the priority \(priority)",
                    fix: "choose 0 to 65535, the lowest for who is asked first")
            }
        default: break
        }
        if case .list(let elements) = values.expression, elements.isEmpty {
            scope.report(
                "missing-element", "the \(type) record says nothing", fix: "give it a value, or leave it out")
        }
    }

    /// In quotation marks, and in strings of 255 characters at most, which are one text to whoever reads them. What
    /// only a deployment knows stays in one.
    private static func quoted(_ text: Value<String>) -> Value<String> {
        guard let literal = text.literal else { return "\"\(text)\"" }
        var strings: [String] = [""]
        var count = 0
        for character in literal {
            // A quotation mark inside is escaped, which counts as one.
            let size = character.utf8.count
            if count + size > 255 {
                strings.append("")
                count = 0
            }
            count += size
            strings[strings.count - 1] += character == "\"" || character == "\\" ? "\\\(character)" : String(character)
        }
        return Value(strings.map { "\"\($0)\"" }.joined(separator: " "))
    }
}

extension DNSRecord.CertificateAuthority {
    fileprivate var text: String {
        switch self {
        case .issue(let authority): "0 issue \"\(authority)\""
        case .issueWildcard(let authority): "0 issuewild \"\(authority)\""
        case .report(let address): "0 iodef \"\(address)\""
        }
    }
}
