import Archives

/// Which resources are made of which assets.
struct AssetUsage {
    private let assets: [AssetRecord]
    /// The unpacked bytes of layers, by their element; none of those that are built, or somebody else's.
    private var layers: [ObjectIdentifier: Int] = [:]

    init(_ app: ResolvedApp) {
        var seen: Set<ObjectIdentifier> = []
        let roots = app.stacks.map(\.collected.declarations.root).filter { seen.insert(ObjectIdentifier($0)).inserted }
        assets = roots.flatMap(\.assets)
        for resource in app.stacks.flatMap(\.resources) where resource.record.typeName == "AWS::Lambda::LayerVersion" {
            layers[ObjectIdentifier(resource.record.element)] = content(of: resource)?.0.directory?.unpackedBytes
        }
    }

    /// What a resource is made of; nil where nobody knows before the deployment.
    func content(of resource: ResolvedResource) -> (AssetContent, AssetRecord)? {
        guard let property = AssetLimits.properties[resource.record.typeName] else { return nil }
        let value = property.path.reduce(Optional(Expression.object(resource.properties))) { $0?.member($1) }
        guard let asset = assets.first(where: { $0.isNamed(by: value) }), case .repository(let content?) = asset.origin
        else { return nil }
        return (content, asset)
    }

    func limitsExceeded(
        by resource: ResolvedResource, _ content: AssetContent, _ directory: ZIPDirectory, _ asset: AssetRecord
    ) -> [Diagnostic] {
        switch AssetLimits.properties[resource.record.typeName]?.limit {
        case .archive(let most)? where content.bytes.count > most:
            [
                Diagnostic(
                    "limit-exceeded",
                    "\(asset.source.path) has \(content.bytes.count) bytes zipped; \(resource.logicalID) takes at most \(most)",
                    about: resource.record.element, notes: [asset.note], fix: "ignore what is not needed")
            ]
        case .unpacked(let most)? where directory.unpackedBytes + unpackedLayers(of: resource) > most:
            [
                Diagnostic(
                    "limit-exceeded",
                    "\(asset.source.path) has \(words(directory, unpackedLayers(of: resource))); \(resource.logicalID) takes at most \(most) in all",
                    about: resource.record.element, notes: [asset.note],
                    fix: "ignore what is not needed, or deploy it as a container image")
            ]
        default: []
        }
    }

    private func words(_ directory: ZIPDirectory, _ layers: Int) -> String {
        "\(directory.unpackedBytes) bytes unpacked" + (layers > 0 ? " and its layers \(layers)" : "")
    }

    /// Of those layers that are made of assets; of others nobody knows.
    private func unpackedLayers(of resource: ResolvedResource) -> Int {
        guard case .list(let given)? = Expression.object(resource.properties).member("Layers") else { return 0 }
        return given.reduce(0) { sum, layer in
            guard case .reference(let reference) = layer else { return sum }
            return sum + (layers[ObjectIdentifier(reference.element)] ?? 0)
        }
    }

    // MARK: - Handlers

    /// What a runtime's handlers are in, by what its name begins with: `index.handler` is in `index.py`. AWS Lambda Developer
    /// Guide, "Define Lambda function handler in Python", and the same of Node.js and Ruby.
    private static let endings = [
        "python": [".py", "/__init__.py"], "nodejs": [".js", ".mjs", ".cjs"], "ruby": [".rb"],
    ]

    /// A function's code has the file that its handler names, unless that may be in a layer.
    func missingHandler(
        of resource: ResolvedResource, _ directory: ZIPDirectory, _ asset: AssetRecord
    ) -> [Diagnostic] {
        let properties = Expression.object(resource.properties)
        guard resource.record.typeName == "AWS::Lambda::Function", properties.member("Layers") == nil,
            case .string(let runtime)? = properties.member("Runtime"),
            case .string(let handler)? = properties.member("Handler"),
            let endings = Self.endings.first(where: { runtime.hasPrefix($0.key) })?.value,
            let dot = handler.lastIndex(of: ".")
        else { return [] }
        let candidates = endings.map { handler[..<dot] + $0 }
        guard !candidates.contains(where: { directory.names.contains(String($0)) }) else { return [] }
        return [
            Diagnostic(
                "missing-handler",
                "\(resource.logicalID) has the handler '\(handler)', and \(asset.source.path) has no \(candidates.joined(separator: " or "))",
                about: resource.record.element, notes: [asset.note],
                fix: "name a file of \(asset.source.path) as handler, and what is called in it behind a dot")
        ]
    }
}

extension AssetRecord {
    var note: Diagnostic.Note { .init("\(source.path) is named here", at: location) }
}

extension Expression {
    fileprivate func member(_ key: String) -> Expression? {
        guard case .object(let entries) = self else { return nil }
        return entries.first { $0.key == key }?.value
    }
}
