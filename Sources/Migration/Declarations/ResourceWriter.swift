import ResourceInterfaces
import ResourceSchemas
import Template

/// Writes the declarations of resources.
struct ResourceWriter {
    let context: TranslationContext

    /// The statement of a resource.
    ///
    /// - Parameter source: as it is written, with the loops in it.
    /// - Throws: ``Unsaid`` for one that not even raw JSON says.
    func write(
        _ id: String, _ resource: Template.Resource, source: Template.Resource? = nil
    ) throws(Unsaid) -> Statement {
        guard !resource.type.isEmpty else { throw Unsaid("its Type is no name: a macro or module makes one of it") }
        let type = TypeName(resource.type)
        let interface = context.interface(of: resource.type)
        context.tally.resources += 1
        var reason = Self.reasonForRawProperties(of: source ?? resource) ?? ""
        if let type, let interface, reason.isEmpty {
            let tally = context.tally
            let scope = context.names.scope
            do throws(Unsaid) {
                return try typed(id, resource, type, interface)
            } catch {
                reason = error.reason
                context.tally = tally
                context.names.scope = scope
            }
        }
        if interface != nil {
            context.tally.rawResources += 1
            context.raw.insert(id)
        } else {
            context.tally.untypedResources += 1
        }
        return try raw(id, source ?? resource, because: interface == nil && reason.isEmpty ? nil : reason)
    }

    /// Why the properties have to stand as they are; nil where types may say them.
    private static func reasonForRawProperties(of resource: Template.Resource) -> String? {
        guard let properties = resource.object["Properties"] else { return nil }
        if properties.object == nil { return "its Properties are made by a function" }
        return properties.hasOpenLoops ? "a loop in it counts what only a deployment knows" : nil
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
        statement.modules.formUnion(writer.modules)
        context.tally.rawProperties += writer.overrides.count
        for override in writer.overrides {
            context.notes.append((Self.path(of: override.path, in: id), override.reason))
            let variable = Code.variable(context.names.resources[id] ?? "")
            statement.afterwards.append(
                (
                    Self.override(variable, "override", override.path.joined(separator: "."), override.value),
                    Self.comment(override.reason)
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
        statement.modules = writer.modules
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
        var policies = PolicyAttributeWriter(values: writer)
        if let policy = resource.creationPolicy {
            arguments.append(.init("creationPolicy", try policies.creationPolicy(policy)))
        }
        if let policy = resource.object["UpdatePolicy"] {
            arguments.append(.init("updatePolicy", try policies.updatePolicy(policy)))
        }
        writer = policies.values
        if let metadata = resource.object["Metadata"] {
            arguments.append(.init("metadata", try writer.write(metadata, as: .json)))
        }
        var statement = Statement(
            name: context.names.resources[id], type: "", code: .call("stack.add", arguments))
        let variable = Code.variable(context.names.resources[id] ?? "")
        statement.afterwards = try rawAttributes(of: resource, in: id, &writer).map { name, value, reason in
            (Self.override(variable, "overrideAttribute", name, value), Self.comment(reason))
        }
        statement.hoisted = writer.hoisted
        return statement
    }

    static func comment(_ reason: String?) -> [String] { reason.map { ["TODO: \($0)"] } ?? [] }

    /// A call of one of the methods by which what no type covers is set.
    static func override(_ resource: Code, _ method: String, _ name: String, _ value: Code) -> Code {
        .call(resource, method, [.init(nil, .string(name)), .init("with", value)])
    }

    /// What stands beside the properties and has no form in Swift.
    ///
    /// - Parameter id: the logical ID.
    func rawAttributes(
        of resource: Template.Resource, in id: String, _ writer: inout ValueWriter
    ) throws(Unsaid) -> [(name: String, value: Code, reason: String?)] {
        var attributes: [(String, Code, String?)] = []
        if let properties = resource.object["Properties"], properties.object == nil {
            // The resource is raw for that reason, which stands before it.
            attributes.append(("Properties", try writer.write(properties, as: .json), nil))
        }
        for entry in resource.object.entries {
            guard let reason = Self.reasonForRawAttribute(entry) else { continue }
            attributes.append((entry.key, try writer.write(entry.value, as: .json), reason))
            context.notes.append((Template.Path(.resources, id).appending(entry.key), reason))
            context.tally.rawProperties += 1
        }
        return attributes
    }

    /// Why an attribute has to stand as it is; nil where it has a form in Swift.
    private static func reasonForRawAttribute(_ attribute: Template.Object.Entry) -> String? {
        let isName = attribute.value.string != nil
        switch attribute.key {
        case "DeletionPolicy", "UpdateReplacePolicy":
            return policies[attribute.value.string ?? ""] == nil
                ? "\(attribute.key) is written out in Swift, and this one is \(isName ? "unknown" : "computed")" : nil
        case "Condition": return isName ? nil : "a function makes the name of its condition"
        case "DependsOn":
            let areNames = (attribute.value.list ?? [attribute.value]).allSatisfy { $0.string != nil }
            return areNames ? nil : "a function makes what it waits for"
        default:
            return Template.Resource.attributeNames.contains(attribute.key)
                ? nil : "no type has the attribute \(attribute.key)"
        }
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
        let areNames = (resource.object["DependsOn"]?.list ?? []).allSatisfy { $0.string != nil }
        let others = areNames ? resource.dependsOn.filter { !names.contains($0) } : []
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
        let deletion = resource.deletionPolicy?.string.flatMap { Self.policies[$0] }
        let replacement = resource.updateReplacePolicy?.string.flatMap { Self.policies[$0] }
        if let deletion { arguments.append(.init("deletionPolicy", .text(".\(deletion)"))) }
        if let deletion, deletion != "delete" {
            // Swift takes one for the other; a template without one deletes.
            let implied = deletion == "retainExceptOnCreate" ? "retain" : deletion
            let wanted = replacement ?? "delete"
            let isRaw = resource.updateReplacePolicy != nil && replacement == nil
            if wanted != implied, !isRaw { arguments.append(.init("updateReplacePolicy", .text(".\(wanted)"))) }
        } else if let replacement {
            arguments.append(.init("updateReplacePolicy", .text(".\(replacement)")))
        }
        return arguments
    }

    /// What policies are called in Swift.
    private static let policies = [
        "Delete": "delete", "Retain": "retain", "RetainExceptOnCreate": "retainExceptOnCreate", "Snapshot": "snapshot",
    ]
}
