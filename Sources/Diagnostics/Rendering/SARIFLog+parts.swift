extension SARIFLog.Result {
    func json(ruleIndex: Int?, orIn file: String, _ sources: SourceFiles) -> RenderedJSON {
        let fix = diagnostic.fix.map { ". Fix: \($0)" } ?? ""
        let place = diagnostic.place.map(sources.position) ?? FilePosition(path: file)
        let fingerprint =
            self.fingerprint
            ?? (diagnostic.place == nil
                ? "\(diagnostic.code) \(diagnostic.path ?? diagnostic.logicalID ?? diagnostic.message)" : nil)
        let logical = resource.map { resource in
            RenderedJSON.list([
                .object([
                    ("name", .text(resource.name)), ("fullyQualifiedName", .text(resource.qualifiedName)),
                    ("kind", "resource"),
                ])
            ])
        }
        return .object([
            ("ruleId", .text(diagnostic.code)), ("ruleIndex", ruleIndex.map { .number($0) }),
            ("level", .text(diagnostic.severity.level.rawValue)), ("message", .message(diagnostic.message + fix)),
            (
                "locations",
                .list([.object([("physicalLocation", place.physicalLocation), ("logicalLocations", logical)])])
            ),
            (
                "relatedLocations",
                diagnostic.notes.isEmpty ? nil : .list(diagnostic.notes.uniqued.map { $0.location(sources) })
            ),
            (
                "partialFingerprints",
                fingerprint.map { .object([("primaryLocationLineHash", .text($0))]) }
            ),
            ("fixes", diagnostic.edits.isEmpty ? nil : sources.changes(mending: diagnostic).sarif(diagnostic.fix)),
            ("suppressions", .list(suppression.map { [$0.sarif(sources)] } ?? [])),
        ])
    }
}

extension [FileChange] {
    /// One fix (SARIF 2.1.0, 3.55), a change of a file each; nil for none.
    fileprivate func sarif(_ description: String?) -> RenderedJSON? {
        guard !isEmpty else { return nil }
        let changes = map { change in
            RenderedJSON.object([
                ("artifactLocation", .object([("uri", .text(change.path.asURI))])),
                (
                    "replacements",
                    .list([
                        .object([
                            (
                                "deletedRegion",
                                .object([
                                    ("startLine", .number(change.start.line)),
                                    ("startColumn", .number(change.start.column)),
                                    ("endLine", .number(change.end.line)), ("endColumn", .number(change.end.column)),
                                ])
                            ),
                            ("insertedContent", .object([("text", .text(change.replacement))])),
                        ])
                    ])
                ),
            ])
        }
        return .list([
            .object([("description", description.map { .message($0) }), ("artifactChanges", .list(changes))])
        ])
    }
}

extension DiagnosticKind {
    var descriptor: RenderedJSON {
        let isSecurity = code.hasPrefix("SEC")
        return .object([
            ("id", .text(code)), ("shortDescription", .message(title)),
            ("fullDescription", .message("\(title): \(reason).")),
            ("help", .message("\(reason.asSentence) Each result says how to mend it.")),
            ("defaultConfiguration", .object([("level", .text(severity.level.rawValue))])),
            (
                "properties",
                .object([
                    ("tags", .list([.text(tag)])),
                    // Above 0.0 and up to 10.0, which GitHub sorts by. It takes any rule that has one for a matter of
                    // security.
                    ("security-severity", isSecurity ? .text(severity.score) : nil),
                ])
            ),
        ])
    }

    private var tag: String {
        switch code.prefix(3) {
        case "SEC": "security"
        case "OPS": "operations"
        case "FIN": "cost"
        case "AUD": "audit"
        default: "template"
        }
    }
}

extension Diagnostic.Severity {
    fileprivate var score: String {
        switch self {
        case .error, .high: "8.0"
        case .medium: "5.0"
        case .low: "2.0"
        case .info: "0.1"
        }
    }
}

extension [Diagnostic.Note] {
    /// SARIF's schema wants each once.
    fileprivate var uniqued: Self {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

extension Diagnostic.Note {
    fileprivate func location(_ sources: SourceFiles) -> RenderedJSON {
        .object([
            ("physicalLocation", place.map { sources.position(of: $0).physicalLocation }),
            ("message", .message(message)),
        ])
    }
}

extension FilePosition {
    /// Code scanning demands a region: of a file as a whole its first character.
    fileprivate var physicalLocation: RenderedJSON {
        let column = line == nil ? 1 : self.column
        return .object([
            ("artifactLocation", .object([("uri", .text(path.asURI))])),
            (
                "region",
                .object([
                    ("startLine", .number(line ?? 1)), ("startColumn", column.map { .number($0) }),
                    ("endLine", line == nil ? .number(1) : nil), ("endColumn", line == nil ? .number(2) : nil),
                ])
            ),
        ])
    }
}

extension Suppression {
    fileprivate func sarif(_ sources: SourceFiles) -> RenderedJSON {
        let isInSource = if case .source = place { true } else { false }
        return .object([
            ("kind", isInSource ? "inSource" : "external"), ("status", "accepted"), ("justification", .text(reason)),
            ("location", .object([("physicalLocation", sources.position(of: place).physicalLocation)])),
        ])
    }
}

extension RenderedJSON {
    /// Braces are placeholders unless they are doubled, and brackets begin links unless they are escaped: SARIF 2.1.0,
    /// 3.11.5 and 3.11.6.
    fileprivate static func message(_ text: String) -> RenderedJSON {
        let escaped = text.unicodeScalars.reduce(into: "") { escaped, scalar in
            switch scalar {
            case "{", "}": escaped += String(scalar) + String(scalar)
            case "[", "]": escaped += "\\" + String(scalar)
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return .object([("text", .text(escaped))])
    }
}

extension String {
    /// A path as a reference of a URI (RFC 3986), an absolute one with its scheme (RFC 8089): what may not stand there
    /// is in hexadecimal.
    fileprivate var asURI: String {
        utf8.reduce(into: hasPrefix("/") ? "file://" : "") { text, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: "+"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}
