import CloudFormation
import Deployment
import Diagnostics
import Foundation
import Migration
import Template

/// The stack of an app that takes what was made by hand.
struct AdoptingStack: Sendable {
    /// As in `Data`; empty for the root.
    let path: String
    let template: Template
    /// The folder of the app.
    let folder: String
    /// The file that makes the stack, from the app's folder, and where in it; nil where that is not plain.
    let call: (file: String, call: StackCall)?

    /// - Throws: `DiagnosticError` where the app has no such stack.
    init(at path: String, in templates: DeployableTemplates, folder: String) throws {
        guard let found = templates.template(at: path) else {
            throw DiagnosticError(
                AdoptedResource.problem(
                    "the app has no nested stack \(path)",
                    fix: "name it by its logical IDs, as in Data or Platform/Data"))
        }
        self.path = path
        self.folder = folder
        template = found.template
        let scopes = found.resources.first?.scopes ?? []
        call = scopes.first(where: \.isStack).flatMap { scope in
            let file = scope.location.fileID
            guard let text = try? String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8) else { return nil }
            return StackCall(in: text, at: scope.location.line).map { (file, $0) }
        }
    }

    /// The names of the types in the app's stacks.
    var typeNames: Set<String> {
        let files = FileManager.default.enumerator(atPath: folder + "/Stacks")?.compactMap { $0 as? String } ?? []
        return files.filter { $0.hasSuffix(".swift") }.reduce(into: []) { names, file in
            guard let text = try? String(contentsOfFile: "\(folder)/Stacks/\(file)", encoding: .utf8) else { return }
            names.formUnion(DeclaredTypes.names(in: text))
        }
    }
}
