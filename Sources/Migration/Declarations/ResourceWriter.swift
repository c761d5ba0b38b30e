import ResourceInterfaces
import ResourceSchemas
import Template

/// Writes the declarations of resources.
struct ResourceWriter {
    let context: TranslationContext

    /// The statement of a resource.
    ///
    /// - Throws: ``Unsaid`` for one that not even raw JSON says.
    func write(_ id: String, _ resource: Template.Resource) throws(Unsaid) -> Statement {
        if let unknown = resource.object.entries.first(where: { !Template.Resource.attributeNames.contains($0.key) }) {
            throw Unsaid("a resource has no attribute \(unknown.key) in Swift: a macro may know it")
        }
        guard !resource.type.isEmpty else { throw Unsaid("its Type is no name: a macro or module makes one of it") }
        guard resource.object["Properties"].map({ $0.object != nil }) ?? true else {
            throw Unsaid("its Properties are made by a function")
        }
        let type = TypeName(resource.type)
        let interface = context.interface(of: resource.type)
        context.tally.resources += 1
        var reason = ""
        if let type, let interface {
            let tally = context.tally
            let scope = context.names.scope
            do throws(Unsaid) {
                return try typed(id, resource, type, interface)
            } catch {
                reason = error.reason
                context.tally = tally
                context.names.scope = scope
            }
            context.tally.rawResources += 1
            context.raw.insert(id)
        } else {
            context.tally.untypedResources += 1
        }
        return try raw(id, resource, because: interface == nil ? nil : reason)
    }

    private func typed(
        _ id: String, _ resource: Template.Resource, _ type: TypeName, _ interface: ResourceInterface
    ) throws(Unsaid) -> Statement {
        var writer = ValueWriter(context)
        let arguments = try writer.arguments(
            interface.arguments[[]] ?? [], resource.properties, of: type, at: [],
            takesOthers: interface.takesOtherProperties)
        let name = SwiftType.name(of: type)
        var statement = try added(id, resource, .call(name, arguments), &writer)
        statement.type = "Resource<\(name)>"
        statement.modules = [SwiftName.module(of: type)]
        context.tally.rawProperties += writer.overrides.count
        for override in writer.overrides {
            context.notes.append((Self.path(of: override.path, in: id), override.reason))
            let variable = context.names.resources[id] ?? ""
            statement.afterwards.append(
                (
                    .call(
                        .variable(variable), "override",
                        [
                            .init(nil, .string(override.path.joined(separator: "."))), .init("with", override.value),
                        ]), ["TODO: \(override.reason)"]
                ))
        }
        return statement
    }

    private static func path(of property: [String], in id: String) -> Template.Path {
        property.reduce(Template.Path(.resources, id).appending("Properties")) { path, step in
            Int(step).map { path.appending($0) } ?? path.appending(step)
        }
    }

    private func raw(
        _ id: String, _ resource: Template.Resource, because reason: String?
    ) throws(Unsaid) -> Statement {
        var writer = ValueWriter(context)
        var arguments: [Code.Argument] = [.init(nil, .string(resource.type))]
        if !resource.properties.isEmpty {
            arguments.append(.init("properties", try writer.write(.object(resource.properties), as: .json)))
        }
        var statement = try added(id, resource, .call("RawResource", arguments), &writer)
        statement.type = "Resource<RawResource>"
        if let reason { statement.comment.append("TODO: \(reason)") }
        context.notes.append((Template.Path(.resources, id), reason ?? "no module has the type \(resource.type)"))
        return statement
    }

    // MARK: - Attributes

    private func added(
        _ id: String, _ resource: Template.Resource, _ value: Code, _ writer: inout ValueWriter
    ) throws(Unsaid) -> Statement {
        var arguments: [Code.Argument] = [.init(nil, .string(id)), .init(nil, value)]
        arguments += try placement(of: resource)
        if let policy = resource.creationPolicy {
            arguments.append(.init("creationPolicy", try creationPolicy(policy, &writer)))
        }
        if let policy = resource.object["UpdatePolicy"] {
            arguments.append(
                .init("updatePolicy", .call(".custom", [.init(nil, try writer.write(policy, as: .json))])))
        }
        if let metadata = resource.object["Metadata"] {
            arguments.append(.init("metadata", try writer.write(metadata, as: .json)))
        }
        var statement = Statement(
            name: context.names.resources[id], type: "", code: .call("stack.add", arguments))
        statement.hoisted = writer.hoisted
        return statement
    }

    /// When it is made, after what, and what becomes of it.
    func placement(of resource: Template.Resource) throws(Unsaid) -> [Code.Argument] {
        var arguments: [Code.Argument] = []
        if let name = resource.condition {
            guard let condition = context.names.conditions[name] else {
                throw Unsaid("its condition \(name) is not declared")
            }
            arguments.append(.init("condition", .variable(condition)))
        }
        let names = Set(resource.properties.entries.flatMap { $0.value.names })
        let others = resource.dependsOn.filter { !names.contains($0) }
        if !others.isEmpty {
            var variables: [Code] = []
            for other in others {
                guard let name = context.names.resources[other] else {
                    throw Unsaid("it depends on \(other), which is not declared")
                }
                variables.append(context.nested[other] == nil ? .variable(name) : .member(.variable(name), "stack"))
            }
            arguments.append(.init("dependsOn", .list(variables)))
        }
        let deletion = try policy("DeletionPolicy", of: resource)
        let replacement = try policy("UpdateReplacePolicy", of: resource)
        if let deletion { arguments.append(.init("deletionPolicy", .text(".\(deletion)"))) }
        if let deletion, deletion != "delete" {
            // Swift takes one for the other; a template without one deletes.
            let implied = deletion == "retainExceptOnCreate" ? "retain" : deletion
            let wanted = replacement ?? "delete"
            if wanted != implied { arguments.append(.init("updateReplacePolicy", .text(".\(wanted)"))) }
        } else if let replacement {
            arguments.append(.init("updateReplacePolicy", .text(".\(replacement)")))
        }
        return arguments
    }

    private func policy(_ key: String, of resource: Template.Resource) throws(Unsaid) -> String? {
        guard let value = resource.object[key] else { return nil }
        switch value.string {
        case "Delete": return "delete"
        case "Retain": return "retain"
        case "RetainExceptOnCreate": return "retainExceptOnCreate"
        case "Snapshot": return "snapshot"
        default: throw Unsaid("its \(key) is no policy that is written out")
        }
    }

    private func creationPolicy(
        _ policy: Template.Expression, _ writer: inout ValueWriter
    ) throws(Unsaid) -> Code {
        guard let object = policy.object, object.entries.allSatisfy({ $0.key == "ResourceSignal" }),
            let signal = object["ResourceSignal"]?.object,
            signal.entries.allSatisfy({ $0.key == "Count" || $0.key == "Timeout" })
        else { return .call(".custom", [.init(nil, try writer.write(policy, as: .json))]) }
        // What CloudFormation takes where nothing is said ("CreationPolicy attribute").
        let count = try writer.write(signal["Count"] ?? 1, as: .integer)
        let timeout = try writer.write(signal["Timeout"] ?? "PT5M", as: .string)
        return .call(".signals", [.init(nil, count), .init("timeout", timeout)])
    }
}
