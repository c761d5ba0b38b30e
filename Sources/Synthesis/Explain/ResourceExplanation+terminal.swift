import CloudFormation
import Diagnostics
import Terminal

extension ResourceExplanation {
    /// - Parameters:
    ///   - folder: of the templates.
    ///   - sources: finds the files of lines.
    func show(on output: TerminalStream, templatesIn folder: String, _ sources: SourceFiles) {
        func line(_ place: Diagnostic.Place?) -> String { place.map { "\(sources.position(of: $0))" } ?? "" }
        output.print([StyledText(name, .bold), StyledText("  \(type)")])
        let template = "\(folder)/\(templateFile)" + (templateLine.map { ":\($0)" } ?? "")
        let facts = [
            (constructLocation == nil ? "added at" : "asked for at", line(place)),
            ("added at", line(constructLocation.map(Diagnostic.Place.source))),
            ("construct path", constructPath), ("template", template),
        ].filter { !$0.1.isEmpty }
        for fact in facts {
            let padding = String(repeating: " ", count: 16 - fact.0.count)
            output.print([StyledText("  \(fact.0)\(padding)", .dim), StyledText(fact.1)])
        }
        var around = Table(["WITHIN", "", "OPENED AT"])
        for scope in scopes {
            around.add([scope.path, scope.isStack ? "stack" : "scope", line(.source(scope.location))])
        }
        var given = Table(["PROPERTY", "GIVEN BY", "AT"])
        for property in properties {
            given.add([
                StyledText(property.name), StyledText(property.giver, property.kind == .declaration ? .plain : .accent),
                StyledText(line(property.place)),
            ])
        }
        print([around, given], on: output)
        for setting in otherSettings {
            output.print([
                StyledText("  \(setting.property): ", .dim), StyledText(setting.consequence(line)),
                StyledText("  \(line(.source(setting.location)))", .dim),
            ])
        }
        print(
            [
                Self.table("REFERS TO", refersTo, line), Self.table("REFERRED TO BY", referredToBy, line),
            ], on: output)
        if referredToBy.isEmpty {
            output.print()
            output.print([StyledText("Nothing in the app refers to it.", .dim)])
        }
    }

    private func print(_ tables: [Table], on output: TerminalStream) {
        for table in tables where !table.isEmpty {
            output.print()
            output.print(table)
        }
    }

    private static func table(_ heading: String, _ uses: [Use], _ line: (Diagnostic.Place?) -> String) -> Table {
        var table = Table([.init(heading), "ATTRIBUTE", "IN", "WHICH IS AT"])
        for use in uses {
            let kind = use.kind == .resource ? "" : "\(use.kind.rawValue) "
            table.add([kind + use.name, use.attribute ?? "", use.property ?? "", line(use.place)])
        }
        return table
    }
}

extension ResourceExplanation.Property {
    /// Who gave it, in a few words.
    fileprivate var giver: String {
        switch kind {
        case .declaration: "the resource"
        case .tag: "tag of \(scope ?? "")"
        case .aspect: setting?.giver ?? "aspect"
        case .override: "override of the resource"
        case .synthesis: "synthesis"
        }
    }
}

extension PropertySetting {
    /// As in "default of an aspect of Shop".
    fileprivate var giver: String {
        switch source {
        case .aspect(let scope, _): "\(kind.rawValue) of an aspect of \(scope ?? "the app")"
        case .resource: "\(kind.rawValue) of the resource"
        }
    }

    /// What became of one that gives nothing to the resource.
    fileprivate func consequence(_ line: (Diagnostic.Place?) -> String) -> String {
        switch outcome {
        case .stands: "\(giver) takes it out"
        case .givesWayToResource: "\(giver) gives way: the resource gives it itself"
        case .givesWay(let other): "\(giver) gives way to what stands at \(line(.source(other)))"
        }
    }
}
