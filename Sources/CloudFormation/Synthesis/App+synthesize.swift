// The pipeline. Each stage takes the value that the one before it made:
//
//   collect    App                -> [CollectedStack]    the stacks in a flat list, with their relations
//   resolve    [CollectedStack]   -> ResolvedApp         logical IDs, tags, overrides; references between stacks become
//                                                        parameters and outputs
//   name       ResolvedStack      -> Template            references become names
//   render     Template           -> [UInt8]             JSON
//   check      [Template]         -> [Diagnostic]        what CloudFormation would refuse, or a user would regret
//
// Writing files is left to the callers. Problems are collected, so that one run shows all of them.

import Checks
import Template

extension App {
    /// Compiles the app to templates.
    public func synthesize() -> Assembly {
        let collected = collect()
        let resolved = Resolver(collected).resolve(self)
        var diagnostics = resolved.diagnostics
        let suppressions = collected.suppressions(&diagnostics)
        let templates = resolved.stacks.map { stack in
            let template = stack.template()
            let contents = template.rendered(capacity: 512 * stack.resources.count)
            return SynthesizedTemplate(stack, of: resolved, as: template, contents: contents)
        }
        for check in AppCheck.all {
            check(resolved, &diagnostics)
        }
        AppCheck.unusedConditions(resolved, templates.map(\.template), &diagnostics)
        let files = resolved.stacks.flatMap(\.collected.declarations.templateFiles)
            .flatMap(\.withNested).map(SynthesizedTemplate.init)
        let found = TemplateChecker((templates + files).map(CheckedTemplate.init)).diagnostics()
        // What the language knows of a line it says better than what a template shows of it.
        diagnostics += found.filter { found in
            !diagnostics.contains { $0.code == found.code && $0.place == found.place }
        }
        return Assembly(
            templates: templates + files, diagnostics: diagnostics.inSourceOrder, suppressions: suppressions)
    }
}

extension CheckedTemplate {
    fileprivate init(_ synthesized: SynthesizedTemplate) {
        self.init(
            synthesized.template, file: synthesized.fileName, path: synthesized.stackPath.joined(separator: "/"),
            byteCount: synthesized.contents.count)
    }
}

extension [Diagnostic] {
    /// Sorted, and without those that say the same as another of a line, whatever the property.
    fileprivate var inSourceOrder: Self {
        var seen: Set<Statement> = []
        return filter { seen.insert(Statement($0)).inserted }.sorted { $0.order < $1.order }
    }
}

/// What a diagnostic says, and of which line.
private struct Statement: Hashable {
    private let code: String
    private let message: String
    private let path: String?
    private let place: Diagnostic.Place?
    private let notes: [Diagnostic.Note]

    init(_ diagnostic: Diagnostic) {
        code = diagnostic.code
        message = diagnostic.message
        path = diagnostic.path
        place = diagnostic.place
        notes = diagnostic.notes
    }
}

extension Diagnostic {
    fileprivate var order: (String, Int, Int, String) {
        switch place {
        case .source(let location): (location.fileID, location.line, 0, message)
        case .file(let position): (position.path, position.line ?? 0, position.column ?? 0, message)
        case nil: ("", 0, 0, message)
        }
    }
}

extension SynthesizedTemplate {
    /// A file that somebody wrote. Its parameters are given by the stack around it.
    fileprivate init(_ file: TemplateFileRecord) {
        self.init(
            stackPath: file.path.components, fileName: file.path.templateFileName, template: file.template,
            contents: file.contents, parameters: [], constraints: [],
            resources: file.template.resources.names.map { logicalID in
                SynthesizedResource(
                    logicalID: logicalID,
                    element: Element(
                        kind: .resource, index: Element.unknownIndex, id: logicalID, in: file.path,
                        at: file.path.location),
                    nestedTemplate: file.nested.first { $0.path.id == logicalID }?.path.templateFileName)
            })
    }

    fileprivate init(
        _ stack: ResolvedStack, of app: ResolvedApp, as template: Template, contents: [UInt8]
    ) {
        let files = Dictionary(
            stack.collected.declarations.templateFiles.map { ($0.path.logicalIDOfStack, $0.path.templateFileName) }
        ) { first, _ in first }
        self.init(
            stackPath: stack.collected.declarations.path.components, fileName: stack.collected.fileName,
            template: template, contents: contents,
            parameters: stack.collected.declarations.parameters.map(\.declaration),
            constraints: stack.parent == nil ? app.constraints(of: stack).map(\.constraint) : [],
            resources: stack.resources.map { resource in
                SynthesizedResource(
                    logicalID: resource.logicalID, element: resource.record.element,
                    nestedTemplate: resource.nestedTemplate ?? files[resource.record.element.logicalID])
            })
    }
}
