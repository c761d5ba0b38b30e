/// The third stage: from the model to the content of every generated file.
enum PackageFiles {
    private static let services = "Sources/Services"

    /// The directories in which every file is generated; whatever else is found there is stale.
    static let directories = [services]

    /// All generated files, sorted by path.
    static func render(
        _ model: ModelBuilder.Result, _ actions: ActionReference, _ permissions: PermissionModel
    ) throws -> [GeneratedFile] {
        var files = try CatalogueRenderer.files(
            of: model.services, actions, rules: model.rules, changes: model.changes, release: model.release)
        files += try PermissionRenderer.files(of: permissions, release: model.release)
        files += try InterfaceRenderer.files(of: model)
        files.append(GeneratedFile(path: ReferenceReport.path, content: ReferenceReport(model).render()))
        for (namespace, identities) in Dictionary(grouping: model.identities, by: \.namespace) {
            files.append(
                GeneratedFile(
                    path: "\(services)/AWSResourceTypes/\(namespace).swift",
                    content: IdentityRenderer(namespace: namespace, identities: identities).render()))
        }
        files.append(GeneratedFile(path: "\(services)/AWSResourceTypes/Asset+bucket.swift", content: assetBucket))
        for service in model.services {
            let directory = "\(services)/\(service.module)"
            files.append(GeneratedFile(path: "\(directory)/Exports.swift", content: exports))
            for set in service.targetSets {
                files.append(
                    GeneratedFile(
                        path: "\(directory)/\(set.name.kind).swift",
                        content: TargetSetRenderer(set, in: service).render()))
            }
            for resource in service.resources {
                files.append(
                    GeneratedFile(
                        path: "\(directory)/\(resource.swiftName).swift",
                        content: ResourceRenderer(resource, in: service).render()))
            }
        }
        return files.sorted { $0.path < $1.path }
    }

    private static let exports = """
        \(GeneratedFile.header)

        @_exported import AWSResourceTypes
        @_exported import CloudFormation

        """

    /// The language knows no service, and so not that a bucket's name is one of Amazon S3.
    private static let assetBucket = """
        \(GeneratedFile.header)

        import CloudFormation

        extension Asset {
            /// The artifact bucket, in which the object is.
            public var bucket: Value<Name<S3.Bucket>> { Value(reinterpreting: bucketName) }
        }

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
