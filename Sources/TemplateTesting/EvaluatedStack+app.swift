import CloudFormation

extension EvaluatedStack {
    /// Synthesizes an app and evaluates its root stack.
    ///
    /// ```swift
    /// let orders = try EvaluatedStack(of: Orders.app(), parameters: ["Environment": "prod"])
    /// let timeout = orders["Orders"].Properties.VisibilityTimeout
    /// ```
    ///
    /// - Parameters:
    ///   - root: which of the root stacks, for an app with more than one.
    ///   - parameters: what a deployment gives: what differs from the defaults.
    /// - Throws: ``TemplateMismatch`` for an app with errors, and where it is not clear which root is meant.
    public convenience init(of app: App, root: String? = nil, parameters: [String: String] = [:]) throws {
        try self.init(of: app.synthesize(), root: root, parameters: parameters)
    }

    /// Evaluates the root stack of an app that was synthesized.
    ///
    /// - Parameters:
    ///   - root: which of the root stacks, for an app with more than one.
    ///   - parameters: what a deployment gives: what differs from the defaults.
    /// - Throws: ``TemplateMismatch`` for an app with errors, and where it is not clear which root is meant.
    public convenience init(of assembly: Assembly, root: String? = nil, parameters: [String: String] = [:]) throws {
        guard !assembly.hasErrors else {
            throw TemplateMismatch(assembly.diagnostics.map(\.description).joined(separator: "\n"))
        }
        let roots = assembly.templates.filter { $0.stackPath.count == 1 }
        guard let template = root.map({ name in roots.first { $0.stackPath == [name] } }) ?? roots.first,
            root != nil || roots.count == 1
        else {
            let names = roots.map { $0.stackPath.joined() }.joined(separator: ", ")
            throw TemplateMismatch(
                "the app has \(root.map { "no root stack '\($0)'" } ?? "\(roots.count) root stacks"); "
                    + "name one with root: (there are: \(names))")
        }
        self.init(assembly.templates.tree(of: template), given: parameters)
    }
}

extension Assembly {
    /// The templates as they are written, by file name.
    public func nodes() throws -> [String: Node] {
        try Dictionary(uniqueKeysWithValues: templates.map { ($0.fileName, try Node(json: $0.contents)) })
    }
}
