import Diagnostics
import ResourceSchemas
import Template

extension SchemaValidation {
    /// A text against lists of values, and against the days of today.
    mutating func validate(_ text: String, _ rules: ValueRules) {
        if let name = rules.offered, let list = schemas.catalogue.offered(name) {
            // Lists for an engine each are called by it.
            let kind = name.split(separator: " ").dropFirst().first.map { " for \($0)" } ?? ""
            validate(text, offered: list, kind)
        }
        if let name = rules.version, let list = schemas.catalogue.offered(name) {
            validate(text, versions: list, deprecated: schemas.catalogue.offered(name + " deprecated"))
        }
        if let lifecycle = rules.lifecycle(of: text) { validate(text, lifecycle) }
        if let kind = rules.address, !text.isAddress(kind) {
            report(
                "pattern-mismatch", "\(shown(text)) is no \(kind == "ipv4" ? "IPv4" : "IPv6") address",
                fix: "write one, such as \(kind == "ipv4" ? "192.0.2.10" : "2001:db8::10")")
        }
    }

    /// - Parameter kind: what it is offered for, as in " for mysql"; empty for anything.
    private mutating func validate(_ text: String, offered list: OfferedValues, _ kind: String) {
        // RDS takes names of engines in capitals too.
        guard list.contains(text) || list.contains(text.lowercased()) else {
            return reportNotOffered(text, list.values, kind)
        }
        guard let region = schemas.circumstances.region, list.isOffered(text, in: region) == false else { return }
        let regions = list.regions(of: text)
        report(
            "not-in-region", "\(shown(text)) was not offered\(kind) in \(region) on \(schemas.catalogue.release)",
            fix: "choose another one, or one of the regions \(regions.prefix(6).joined(separator: ", "))"
                + (regions.count > 6 ? ", ..." : ""), severity: .warning)
    }

    /// What nobody offers is a typing mistake, or newer than the list.
    private mutating func reportNotOffered(_ text: String, _ known: [String], _ kind: String) {
        let prefixed = known.first { $0.hasSuffix("." + text) }
        let nearest = prefixed ?? Suggestion.nearest(to: text, in: known)
        let isMistake = prefixed != nil || OfferedWords(known).isMisspelt(text, nearest: nearest)
        report(
            "value-not-allowed", "\(shown(text)) was offered\(kind) nowhere on \(schemas.catalogue.release)",
            fix: nearest.map { "did you mean \($0)?" } ?? Suggestion.choice(for: text, in: known),
            severity: isMistake ? .error : .warning)
    }

    // MARK: - Versions

    private mutating func validate(_ text: String, versions: OfferedValues, deprecated: OfferedValues?) {
        if deprecated?.contains(text) == true {
            let successor = EngineVersion.newest(
                of: versions.values.filter { deprecated?.contains($0) == false }, like: text)
            return report(
                "engine-version", "version \(text) is deprecated, and no new database gets it",
                fix: successor.map { "choose another one, such as \($0)" } ?? "choose another one", severity: .warning)
        }
        let known = versions.values
        // A short name means the newest version that begins with it.
        guard !known.contains(where: { $0 == text || $0.hasPrefix(text + ".") }) else { return }
        let isGone = EngineVersion(text).isOlder(thanNewestOf: known.map { EngineVersion($0) })
        report(
            "engine-version", "there was no version \(text) on \(schemas.catalogue.release)",
            fix: EngineVersion.newest(of: known, like: text).map { "choose another one, such as \($0)" }
                ?? "choose another one", severity: isGone ? .error : .warning)
    }

    // MARK: - Days

    private mutating func validate(_ text: String, _ lifecycle: ValueRules.Lifecycle) {
        let today = schemas.circumstances.today
        let fix = lifecycle.successor.map { "write \($0)" } ?? "choose another one"
        if let day = lifecycle.creationEnds, day <= today {
            let updates = lifecycle.updateEnds.map {
                $0 <= today ? ", nor changes any" : ", and changes none from \($0) on"
            }
            report(
                "runtime-ended", "since \(day) Lambda makes no functions of \(text)\(updates ?? "")", fix: fix)
        } else if let day = lifecycle.deprecated, day <= today {
            let creation = lifecycle.creationEnds.map { ", and makes no functions of it from \($0) on" }
            report(
                "runtime-ended", "since \(day) AWS does not mend \(text) any more\(creation ?? "")", fix: fix,
                severity: .warning)
        }
    }
}

extension String {
    /// Whether the text is an address of a kind that formats name.
    fileprivate func isAddress(_ kind: String) -> Bool { kind == "ipv6" ? isIPv6 : AddressBlock(self + "/32") != nil }

    /// "IP Version 6 Addressing Architecture" (RFC 4291), section 2.2: eight groups, of which `::` leaves out some that
    /// are zero, and the last two of which may be written as an IPv4 address.
    private var isIPv6: Bool {
        let halves = split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count < 3 else { return false }
        let groups = halves.map { $0.isEmpty ? [] : $0.split(separator: ":", omittingEmptySubsequences: false) }
        var count = groups.joined().count
        for (half, parts) in groups.enumerated() {
            for (index, part) in parts.enumerated() {
                let isLast = half == groups.count - 1 && index == parts.count - 1
                if isLast, part.contains("."), AddressBlock(part + "/32") != nil {
                    count += 1
                } else if !(1...4).contains(part.count) || !part.allSatisfy(\.isHexDigit) {
                    return false
                }
            }
        }
        return halves.count == 2 ? count < 8 : count == 8
    }
}
