/// The third stage: from the model to the content of every generated file.
enum PackageFiles {
    /// The directories in which every file is generated; whatever else is found there is stale.
    static func isGenerated(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        if parts.count > 1, parts[0] == "Sources" {
            // Modules of ours are listed, so that a service of any vendor counts as generated.
            return !["CloudFormation", "ResourceGenerator", "generate-resources", "render-samples"].contains(String(parts[1]))
        }
        return parts.count > 2 && parts[0] == "ResourceData" && parts[1] == "facts"
    }

    /// All generated files, sorted by path.
    static func render(_ model: ModelBuilder.Result) -> [GeneratedFile] {
        var files: [GeneratedFile] = []
        for (namespace, identities) in Dictionary(grouping: model.identities, by: \.namespace) {
            files.append(GeneratedFile(
                path: "Sources/AWSResourceTypes/\(namespace).swift",
                content: IdentityRenderer(namespace: namespace, identities: identities).render()))
        }
        for service in model.services {
            let directory = "Sources/\(service.module)"
            files.append(GeneratedFile(path: "\(directory)/Exports.swift", content: exports))
            for resource in service.resources {
                files.append(GeneratedFile(
                    path: "\(directory)/\(resource.swiftName).swift",
                    content: ResourceRenderer(resource, in: service).render()))
            }
            files.append(GeneratedFile(
                path: "ResourceData/facts/\(service.name).json", content: FactsRenderer(service).render()))
        }
        return files.sorted { $0.path < $1.path }
    }

    private static let exports = """
        \(GeneratedFile.header)

        @_exported import AWSResourceTypes
        @_exported import CloudFormation

        """

    /// The manifest with the services' modules between its marks.
    static func manifest(_ text: String, modules: [String]) throws -> String {
        let begin = "// services: begin\n"
        let end = "// services: end\n"
        guard let start = text.range(of: begin)?.upperBound,
              let stop = text.range(of: end)?.lowerBound, start <= stop
        else { throw GenerationError.noServicesBlock("Package.swift") }
        let list = modules.sorted().map { "    \"\($0)\",\n" }.joined()
        let block = modules.isEmpty ? "let services: [String] = []\n" : "let services = [\n\(list)]\n"
        return text[..<start] + block + text[stop...]
    }
}
