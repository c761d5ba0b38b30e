/// Which resources are made of which assets.
struct AssetUsage {
    /// In the order of their declarations.
    let assets: [AssetRecord]
    /// What is made of each, in the same order.
    private(set) var users: [[AssetUser]]
    /// The unpacked bytes of layers, by their element.
    private var layers: [ObjectIdentifier: Int] = [:]

    init(_ app: ResolvedApp) {
        assets = app.stacks.filter { $0.parent == nil }.flatMap(\.collected.declarations.root.assets)
        users = assets.map { _ in [] }
        guard !assets.isEmpty else { return }
        let resources = app.stacks.flatMap(\.resources)
        for resource in resources where resource.record.typeName == "AWS::Lambda::LayerVersion" {
            let sizes = assetsTaken(by: resource).map { assets[$0].content?.directory?.unpackedBytes ?? 0 }
            layers[ObjectIdentifier(resource.record.element)] = sizes.max()
        }
        for resource in resources {
            for index in assetsTaken(by: resource) {
                if let user = user(resource) { users[index].append(user) }
            }
        }
    }

    /// The indices of the assets that a resource may be made of: several where a condition decides.
    private func assetsTaken(by resource: ResolvedResource) -> [Int] {
        guard let property = AssetLimits.properties[resource.record.typeName] else { return [] }
        let value = property.path.reduce(Optional(Expression.object(resource.properties))) { $0?.member($1) }
        return (value?.branches ?? []).compactMap { branch in assets.firstIndex { $0.isNamed(by: branch) } }
    }

    private func user(_ resource: ResolvedResource) -> AssetUser? {
        guard let property = AssetLimits.properties[resource.record.typeName] else { return nil }
        return AssetUser(
            element: resource.record.element, logicalID: resource.logicalID, limit: property.limit,
            layerBytes: layerBytes(of: resource), handler: handler(of: resource))
    }

    private func layerBytes(of resource: ResolvedResource) -> Int {
        guard case .list(let given)? = Expression.object(resource.properties).member("Layers") else { return 0 }
        return given.reduce(0) { sum, layer in
            guard case .reference(let reference) = layer else { return sum }
            return sum + (layers[ObjectIdentifier(reference.element)] ?? 0)
        }
    }

    /// Nil where the handler may be elsewhere: in a layer, or what a wrapper says. AWS Lambda Developer Guide, "Modifying
    /// the runtime environment".
    private func handler(of resource: ResolvedResource) -> HandlerFile? {
        let properties = Expression.object(resource.properties)
        let variables = properties.member("Environment")?.member("Variables")
        guard resource.record.typeName == "AWS::Lambda::Function", properties.member("Layers") == nil,
            variables?.member("AWS_LAMBDA_EXEC_WRAPPER") == nil,
            case .string(let runtime)? = properties.member("Runtime"),
            case .string(let handler)? = properties.member("Handler")
        else { return nil }
        return HandlerFile(handler, of: runtime)
    }
}

extension Expression {
    fileprivate func member(_ key: String) -> Expression? {
        guard case .object(let entries) = self else { return nil }
        return entries.first { $0.key == key }?.value
    }

    /// What it may be, whatever conditions decide.
    fileprivate var branches: [Expression] {
        guard case .function(.if, .list(let arguments)) = self, arguments.count == 3 else { return [self] }
        return arguments.dropFirst().flatMap(\.branches)
    }
}
