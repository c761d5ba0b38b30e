import CloudFormation
import Diagnostics

extension ResourceExplanation {
    /// For programs.
    ///
    /// - Parameters:
    ///   - folder: of the templates.
    ///   - sources: finds the files of lines.
    func json(templatesIn folder: String, _ sources: SourceFiles) -> RenderedJSON {
        func place(_ place: Diagnostic.Place?) -> RenderedJSON? { place.map { sources.position(of: $0).json } }
        func location(_ location: SourceLocation?) -> RenderedJSON? { place(location.map(Diagnostic.Place.source)) }
        return .object([
            ("resource", .text(name)), ("type", .text(type)), ("logicalID", .text(logicalID)),
            ("constructPath", .text(constructPath)), ("place", place(self.place)),
            ("addedAt", location(constructLocation)),
            ("template", FilePosition(path: "\(folder)/\(templateFile)", line: templateLine).json),
            (
                "scopes",
                .list(
                    scopes.map {
                        .object([
                            ("path", .text($0.path)), ("kind", $0.isStack ? "stack" : "scope"),
                            ("place", location($0.location)),
                        ])
                    })
            ),
            (
                "properties",
                .list(
                    properties.map { property in
                        .object(
                            [
                                ("property", .text(property.name)), ("from", .text(property.kind.rawValue)),
                                ("scope", property.scope.map { .text($0) }),
                            ] + (property.setting.map { $0.members(location) } ?? [])
                                + [("place", place(property.place))])
                    })
            ),
            (
                "otherSettings",
                .list(
                    otherSettings.map { setting in
                        .object(
                            [("property", .text(setting.property)), ("outcome", .text(setting.outcomeName))]
                                + setting.members(location)
                                + [
                                    ("place", location(setting.location)), ("givesWayTo", location(setting.winner)),
                                ])
                    })
            ),
            ("refersTo", .list(refersTo.map { $0.json(place) })),
            ("referredToBy", .list(referredToBy.map { $0.json(place) })),
        ])
    }
}

extension ResourceExplanation.Use {
    fileprivate func json(_ place: (Diagnostic.Place?) -> RenderedJSON?) -> RenderedJSON {
        .object([
            ("kind", .text(kind.rawValue)), ("name", .text(name)), ("attribute", attribute.map { .text($0) }),
            ("property", property.map { .text($0) }), ("place", place(self.place)),
        ])
    }
}

extension PropertySetting {
    fileprivate func members(_ location: (SourceLocation?) -> RenderedJSON?) -> [(String, RenderedJSON?)] {
        switch source {
        case .aspect(let scope, let declared):
            [
                ("setting", .text(kind.rawValue)),
                ("aspect", .object([("scope", scope.map { .text($0) }), ("place", location(declared))])),
            ]
        case .resource: [("setting", .text(kind.rawValue))]
        }
    }

    fileprivate var outcomeName: String {
        switch outcome {
        case .stands: "removed"
        case .givesWayToResource: "givesWayToResource"
        case .givesWay: "givesWay"
        }
    }

    /// What took its place; nil where that is the resource itself, and where nothing did.
    fileprivate var winner: SourceLocation? { if case .givesWay(let other) = outcome { other } else { nil } }
}
