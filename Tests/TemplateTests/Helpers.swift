import Diagnostics
import Template

/// Reads a template from text.
func template(_ text: String) throws -> Template {
    try Template(parsing: Array(text.utf8), file: "shop.json")
}

/// A template with the members of Resources, and what else stands behind them.
func template(resources: String, _ rest: String = "") throws -> Template {
    try template("{\"Resources\": {\(resources)}\(rest.isEmpty ? "" : ", ")\(rest)}")
}

/// What is wrong with a text, a line each; nil when nothing is.
func problems(_ text: String) -> String? {
    do throws(DiagnosticError) {
        _ = try Template(parsing: Array(text.utf8), file: "shop.json")
        return nil
    } catch {
        return error.diagnostics.map { "\($0.place?.description ?? "") \($0.code): \($0.message)" }
            .joined(separator: "\n")
    }
}

/// A value as it stands in a property.
func expression(_ text: String) throws -> Template.Expression? {
    try template(resources: "\"A\": {\"Type\": \"T\", \"Properties\": {\"P\": \(text)}}")
        .resources["A"]?.properties["P"]
}

extension Template.Expression {
    var text: String { String(decoding: rendered, as: UTF8.self) }
}
