/// Renders a package of samples: a library for each service, and a program that synthesizes them all.
struct SamplePackage {
    private(set) var files: [GeneratedFile] = []
    /// What the typed resources cannot express.
    private(set) var problems: [Finding] = []
    /// The arguments that no instance sets.
    private(set) var unused: [String] = []

    /// The instances of one type.
    struct Group {
        let service: ServiceModel
        let resource: ResourceModel
        let instances: [SampleInstance]
    }

    /// - Parameter package: the directory of the language's package, as seen from the package of samples.
    init(_ groups: [Group], package: String) {
        let services = Dictionary(grouping: groups, by: \.service.module).sorted { $0.key < $1.key }
        for (module, groups) in services {
            for group in groups {
                var renderer = SampleRenderer(group.resource, in: group.service)
                var writer = SwiftWriter()
                writer.line("import \(module)")
                for instance in group.instances {
                    writer.line()
                    renderer.render(instance, &writer)
                }
                problems += renderer.problems
                unused += renderer.unused
                files.append(GeneratedFile(
                    path: "Sources/\(Self.library(module))/\(group.resource.swiftName).swift", content: writer.text))
            }
            files.append(GeneratedFile(
                path: "Sources/\(Self.library(module))/AllSamples.swift", content: Self.addition(module, groups)))
        }
        let modules = services.map(\.key)
        files.append(GeneratedFile(path: "Sources/synthesize-samples/main.swift", content: Self.program(modules)))
        files.append(GeneratedFile(path: "Package.swift", content: Self.manifest(modules, package: package)))
        files.sort { $0.path < $1.path }
    }

    private static func library(_ module: String) -> String { "\(module)Samples" }

    /// A template has room for 500 resources and a megabyte, of which long paths with deep indentation take much.
    private static let resourcesInStack = 200
    private static let valuesInStack = 6_000

    /// The function that adds a service's samples to an app.
    private static func addition(_ module: String, _ groups: [Group]) -> String {
        var writer = SwiftWriter()
        writer.line("import \(module)")
        writer.line()
        writer.block("public func add\(library(module))(to app: App)") { writer in
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
                    writer.line("stack\(stacks).add(\"\(id)\", \(call)(), metadata: [\"Index\": \(instance.index)])")
                }
            }
        }
        return writer.text
    }

    /// Prints every template on one line. A line break within a string is escaped, so any other is but space.
    private static func program(_ modules: [String]) -> String {
        var writer = SwiftWriter()
        let imports = ["CloudFormation", "Foundation"] + modules.map(library)
        for module in imports.sorted() { writer.line("import \(module)") }
        writer.line()
        writer.line("let app = App()")
        for module in modules { writer.line("add\(library(module))(to: app)") }
        writer.line("let assembly = app.synthesize()")
        writer.block("for template in assembly.templates") { writer in
            writer.line("var line = Data(template.contents.map { $0 == 10 ? 32 : $0 })")
            writer.line("line.append(10)")
            writer.line("FileHandle.standardOutput.write(line)")
        }
        writer.block("for diagnostic in assembly.diagnostics") { writer in
            writer.line("FileHandle.standardError.write(Data(\"\\(diagnostic)\\n\".utf8))")
        }
        writer.line("exit(assembly.diagnostics.isEmpty ? 0 : 1)")
        return writer.text
    }

    private static func manifest(_ modules: [String], package: String) -> String {
        """
        // swift-tools-version: 6.2
        import PackageDescription

        let modules = [
        \(modules.map { "    \"\($0)\"," }.joined(separator: "\n"))
        ]

        let package = Package(
            name: "Samples",
            platforms: [.macOS(.v15)],
            dependencies: [.package(path: \(SwiftWriter.literal(package)))],
            targets: modules.map { module in
                .target(name: "\\(module)Samples", dependencies: [.product(name: module, package: "CloudFormation")])
            } + [
                .executableTarget(
                    name: "synthesize-samples",
                    dependencies: [.product(name: "CloudFormation", package: "CloudFormation")]
                        + modules.map { .target(name: "\\($0)Samples") }),
            ],
            swiftLanguageModes: [.v6]
        )

        if Context.environment["CI"] != nil {
            for target in package.targets { target.swiftSettings = [.treatAllWarnings(as: .error)] }
        }

        """
    }
}

extension SampleValue {
    /// How many values there are in it.
    fileprivate var size: Int {
        switch self {
        case .list(let values): values.reduce(1) { $0 + $1.size }
        case .object(let members): members.values.reduce(1) { $0 + $1.size }
        default: 1
        }
    }
}
