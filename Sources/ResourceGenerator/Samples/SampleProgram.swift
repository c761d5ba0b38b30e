/// Renders a program that synthesizes samples of every type: a namespace for each service, a file for each type.
struct SampleProgram {
    private(set) var files: [GeneratedFile] = []
    /// What the typed resources cannot express.
    private(set) var problems: [Shortfall] = []
    /// The arguments that no instance sets.
    private(set) var unused: [String] = []

    /// The instances of one type.
    struct Group {
        let service: ServiceModel
        let resource: ResourceModel
        let instances: [SampleInstance]
    }

    init(_ groups: [Group]) {
        let services = Dictionary(grouping: groups, by: \.service.module).sorted { $0.key < $1.key }
        for (module, groups) in services {
            for group in groups {
                var renderer = SampleRenderer(group.resource, in: group.service)
                var writer = SwiftWriter()
                writer.line("import \(module)")
                writer.line()
                writer.block("extension \(Self.namespace(module))") { writer in
                    for (position, instance) in group.instances.enumerated() {
                        if position > 0 { writer.line() }
                        renderer.render(instance, &writer)
                    }
                }
                problems += renderer.problems
                unused += renderer.unused
                files.append(GeneratedFile(path: "\(module)+\(group.resource.swiftName).swift", content: writer.text))
            }
            files.append(GeneratedFile(path: "\(module).swift", content: Self.addition(module, groups)))
        }
        files.append(GeneratedFile(path: "main.swift", content: Self.program(services.map(\.key))))
        files.sort { $0.path < $1.path }
    }

    private static func namespace(_ module: String) -> String { "\(module)Samples" }

    /// A template has room for 500 resources and a megabyte, of which long paths with deep indentation take much.
    private static let resourcesInStack = 200
    private static let valuesInStack = 6_000

    /// The namespace with the function that adds a service's samples to an app.
    private static func addition(_ module: String, _ groups: [Group]) -> String {
        var writer = SwiftWriter()
        writer.line("import \(module)")
        writer.line()
        writer.block("enum \(namespace(module))") { writer in
            writer.block("static func add(to app: App)") { writer in
                var stacks = 0
                var resources = resourcesInStack
                var values = 0
                for group in groups {
                    for instance in group.instances {
                        resources += 1
                        values += instance.properties.size
                        if resources > resourcesInStack || values > valuesInStack {
                            stacks += 1
                            resources = 1
                            values = instance.properties.size
                            writer.line("let stack\(stacks) = app.stack(\"\(module)-\(stacks)\")")
                        }
                        let id = "\(group.resource.swiftName)Sample\(instance.index)"
                        let call = SampleRenderer.function(of: group.resource, instance.index)
                        writer.line(
                            "stack\(stacks).add(\"\(id)\", \(call)(), metadata: [\"Index\": \(instance.index)])")
                    }
                }
            }
        }
        return writer.text
    }

    /// Prints every template on one line. A line break within a string is escaped, so any other is but space.
    ///
    /// Instances keep to their schemas, and so no check of these may find anything. What stands beside the schemas, and
    /// what several values have to do with each other, their maker does not know.
    private static func program(_ modules: [String]) -> String {
        var writer = SwiftWriter()
        writer.line("import AWSResourceCatalogue")
        writer.line("import CloudFormation")
        writer.line("import Diagnostics")
        writer.line("import Foundation")
        writer.line("import ResourceSchemas")
        writer.line()
        writer.line("let app = App()")
        for module in modules { writer.line("\(namespace(module)).add(to: app)") }
        writer.line("let assembly = app.synthesize()")
        writer.block("for template in assembly.templates") { writer in
            writer.line("var line = Data(template.contents.map { $0 == 10 ? 32 : $0 })")
            writer.line("line.append(10)")
            writer.line("FileHandle.standardOutput.write(line)")
        }
        writer.line("let beyond = Set(DiagnosticFamily.beyondSchemas.map(\\.code))")
        writer.line("var ruled: Set<String> = []")
        writer.block("for template in assembly.templates") { writer in
            writer.block("for (logicalID, resource) in template.template.resources") { writer in
                writer.line("let hasRules = ResourceCatalogue.aws.find(resource.type)?.rulesJSON != nil")
                writer.line("if hasRules { ruled.insert(\"\\(template.stackPath[0])/\\(logicalID)\") }")
            }
        }
        writer.line("let ofRules = Set(DiagnosticFamily.ofSchemasAndRules.map(\\.code))")
        writer.block("let wrong = assembly.diagnostics.filter") { writer in
            writer.line("let path = $0.path ?? \"\"")
            writer.line("// AWS SAM's schemas have Ref in them, of any text.")
            writer.line("if $0.code == \"dangling-reference\", path.hasPrefix(\"AWSServerless-\") { return false }")
            writer.line("return !beyond.contains($0.code) && !(ofRules.contains($0.code) && ruled.contains(path))")
        }
        writer.block("for diagnostic in wrong") { writer in
            writer.line("FileHandle.standardError.write(Data(\"\\(diagnostic)\\n\".utf8))")
        }
        writer.line("exit(wrong.isEmpty ? 0 : 1)")
        return writer.text
    }
}

extension JSONTree {
    /// How many values there are in it.
    fileprivate var size: Int {
        switch self {
        case .list(let values): values.reduce(1) { $0 + $1.size }
        case .object(let members): members.values.reduce(1) { $0 + $1.size }
        default: 1
        }
    }
}
