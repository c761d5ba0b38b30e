import Template

// Policies as the statements of which they are made.
extension ValueWriter {
    /// A policy whose statements are all plain; nil for any other object. Each says what it allows or denies, and its actions
    /// are written out.
    mutating func policy(_ object: Template.Object) throws(Unsaid) -> Code? {
        let version = object["Version"]
        guard object.count == (version == nil ? 1 : 2), version.map({ $0.string != nil }) ?? true,
            let statements = object["Statement"]?.list, !statements.isEmpty
        else { return nil }
        let before = self
        var codes: [Code] = []
        for statement in statements {
            guard let code = try statement.object.flatMap({ (object) throws(Unsaid) in try self.statement(object) })
            else {
                self = before
                return nil
            }
            codes.append(code)
        }
        modules.insert("IdentityConstructs")
        var arguments: [Code.Argument] = [.init(nil, .list(codes))]
        if version?.string != "2012-10-17" {
            arguments.append(.init("version", version?.string.map { .string($0) } ?? .text("nil")))
        }
        return .call("PolicyStatement.document", arguments)
    }

    private static let keys = ["Sid", "Effect", "Principal", "Action", "Resource", "Condition"]

    private mutating func statement(_ object: Template.Object) throws(Unsaid) -> Code? {
        guard object.entries.allSatisfy({ Self.keys.contains($0.key) }), let actions = object["Action"]?.names,
            let effect = object["Effect"]?.string, effect == "Allow" || effect == "Deny",
            object["Sid"].map({ $0.string != nil }) ?? true
        else { return nil }
        let principal = object["Principal"]
        let resource = object["Resource"]
        guard principal != nil || resource != nil, resource?.list?.isEmpty != true, resource?.object == nil,
            principal?.isPlain ?? true, object["Condition"]?.isPlain ?? true
        else { return nil }
        var arguments: [Code.Argument] = effect == "Deny" ? [.init(nil, .text(".deny"))] : []
        if let principal { arguments.append(.init("principal", try write(principal, as: .json))) }
        switch actions {
        case .one(let name): arguments.append(.init("action", .string(name)))
        case .several(let names): arguments.append(.init("actions", .list(names.map { .string($0) })))
        }
        if let list = resource?.list {
            arguments.append(.init("resources", try write(.list(list), as: .strings)))
        } else if let resource {
            // A parameter or a mapping may hold several.
            var probe = self
            let tally = context.tally
            let (_, type) = try probe.natural(resource)
            context.tally = tally
            guard type.isScalar else { return nil }
            arguments.append(.init("resource", try write(resource, as: .string)))
        }
        if let condition = object["Condition"] {
            arguments.append(.init("conditions", try write(condition, as: .json)))
        }
        if let id = object["Sid"]?.string { arguments.append(.init("id", .string(id))) }
        return .call("PolicyStatement", arguments)
    }
}

/// Names as a policy has them.
private enum PolicyNames {
    case one(String)
    case several([String])
}

extension Template.Expression {
    /// Whether it is a literal, of which Swift makes an optional by itself.
    fileprivate var isPlain: Bool { string != nil || object != nil }

    /// What is written out; nil for anything that is computed.
    fileprivate var names: PolicyNames? {
        if let string { return .one(string) }
        guard let list, !list.isEmpty else { return nil }
        let names = list.compactMap(\.string)
        return names.count == list.count ? .several(names) : nil
    }
}
