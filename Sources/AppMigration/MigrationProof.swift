import AWSResourceCatalogue
import Diagnostics
import Foundation
import Migration
import Plan
import Template

/// Whether the Swift of a migrated template says what the template said: its synthesis is compared with the original.
struct MigrationProof {
    /// What is said otherwise.
    let differences: [TemplateDifference]
    /// The changes that a deployment would make, as a plan names them.
    let changes: [String]

    var isGiven: Bool { differences.isEmpty && changes.isEmpty }

    /// - Parameter folder: of the app; its templates have been synthesized.
    init(of source: MigrationSource, app: String, in folder: String) throws {
        let original = source.tree
        let migrated = try Self.tree(app, in: folder + "/Stacks/Templates")
        differences = TemplateDifference.all(between: original, and: migrated)
        let plan = Plan(
            from: PlannedTemplates(original), to: PlannedTemplates(migrated), catalogue: .aws)
        changes = plan.resources.map { "\($0.path)" } + plan.declarations.map { "\($0)" }
    }

    /// The templates that were synthesized.
    private static func tree(_ app: String, in folder: String) throws -> TemplateTree {
        var files: [String: Template] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".json") {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
            files[name] = try Template(parsing: [UInt8](bytes), file: name)
        }
        guard let tree = TemplateTree(root: "\(app).template.json", in: files) else {
            throw DiagnosticError(
                Diagnostic("unreadable-file", "there is no template of \(app) in \(folder): synthesis wrote none"))
        }
        return tree
    }
}
