// The pipeline. Each stage takes the value that the one before it made:
//
//   collect    App                -> [CollectedStack]    the stacks in a flat list, with their relations
//   resolve    [CollectedStack]   -> ResolvedApp         logical IDs, aspects, tags, overrides; references between
//                                                        stacks become parameters and outputs
//   name       ResolvedStack      -> Template            references become names
//   render     Template           -> [UInt8]             JSON
//   check      [Template]         -> [Diagnostic]        what CloudFormation would refuse, or a user would regret
//
// Writing files is left to the callers. Problems are collected, so that one run shows all of them.

internal import AWSResourceCatalogue
import Checks
import Template

extension App {
    /// Compiles the app to templates.
    ///
    /// - Parameters:
    ///   - given: values of the root's parameters, by which the checks decide what they can.
    ///   - region: where the app is going to be; nil where that is not known.
    public func synthesize(given: GivenValues? = nil, region: String? = nil) -> Assembly {
        let collected = collect()
        let resolved = Resolver(collected).resolve(self)
        var diagnostics = resolved.diagnostics
        let suppressions = collected.suppressions(&diagnostics)
        let formerPaths = FormerPaths(of: resolved)
        diagnostics += formerPaths.diagnostics
        // By now the stacks are only read.
        let templates = resolved.stacks.concurrentMap { stack in
            let template = stack.template()
            let contents = template.rendered(capacity: 512 * stack.resources.count)
            return SynthesizedTemplate(
                stack, of: resolved, as: template, contents: contents, formerPaths: formerPaths)
        }
        for check in AppCheck.all {
            check(resolved, &diagnostics)
        }
        AppCheck.unusedConditions(resolved, templates.map(\.template), &diagnostics)
        let usage = AssetUsage(resolved)
        AppCheck.assets(usage, &diagnostics)
        AppCheck.unusedAssets(usage, resolved, templates.map(\.contents), &diagnostics)
        let files = resolved.stacks.flatMap(\.collected.declarations.templateFiles)
            .flatMap(\.withNested).map(SynthesizedTemplate.init)
        let refused = Set(
            collected.flatMap(\.declarations.diagnostics).filter { $0.severity == .error }.map(\.place))
        let found = (templates + files).diagnostics(given: given, region: region)
        // What the language knows of a line it says better than what a template shows of it, and so does a construct
        // what it refuses there.
        diagnostics += found.filter { found in
            !refused.contains(found.place)
                && !(found.code == "dangling-reference"
                    && diagnostics.contains { $0.code == found.code && $0.place == found.place })
        }
        return Assembly(
            templates: templates + files, diagnostics: diagnostics.inSourceOrder,
            assets: zip(usage.assets, usage.users).compactMap(SynthesizedAsset.init), suppressions: suppressions,
            given: given, region: region)
    }
}

extension [SynthesizedTemplate] {
    /// What the checks find, by what is known of an environment.
    public func diagnostics(given: GivenValues?, region: String?) -> [Diagnostic] {
        TemplateChecker(map(CheckedTemplate.init), catalogue: .aws, given: given, region: region).diagnostics()
    }
}

extension CheckedTemplate {
    /// What synthesis made, as the checks want it.
    public init(_ synthesized: SynthesizedTemplate) {
        self.init(
            synthesized.template, file: synthesized.fileName, path: synthesized.stackPath.joined(separator: "/"),
            byteCount: synthesized.contents.count)
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
        _ stack: ResolvedStack, of app: ResolvedApp, as template: Template, contents: [UInt8],
        formerPaths: FormerPaths
    ) {
        let files = Dictionary(
            stack.collected.declarations.templateFiles.map { ($0.path.logicalIDOfStack, $0.path.templateFileName) }
        ) { first, _ in first }
        self.init(
            stackPath: stack.collected.declarations.path.components, fileName: stack.collected.fileName,
            template: template, contents: contents,
            parameters: stack.parameters.filter(\.isOfDeployment).map(\.declaration),
            constraints: stack.parent == nil ? app.constraints(of: stack).map(\.constraint) : [],
            resources: stack.resources.map { resource in
                SynthesizedResource(
                    logicalID: resource.logicalID, element: resource.record.element,
                    nestedTemplate: resource.nestedTemplate ?? files[resource.record.element.logicalID],
                    formerPaths: formerPaths[resource.record.element], settings: resource.history?.settings ?? [])
            })
    }
}
