import ResourceSchemas
import Template

/// What everything that a template declares is called in Swift.
struct StackNames {
    private(set) var parameters: [String: String] = [:]
    private(set) var mappings: [String: String] = [:]
    private(set) var conditions: [String: String] = [:]
    private(set) var resources: [String: String] = [:]
    private(set) var outputs: [String: String] = [:]
    /// Where more names are to be found.
    var scope: SwiftScope

    /// Names of the code around.
    static let reserved: Set<String> = ["app", "given", "init", "root", "self", "settings", "stack"]

    /// - Parameter reserved: more names of the code around.
    init(_ template: Template, reserved: Set<String> = []) {
        scope = SwiftScope(reserved: Self.reserved.union(reserved))
        // Parameters and resources share their names in a template; a condition may have that of one of them.
        for (name, _) in template.parameters {
            parameters[name] = scope.name(SwiftName.member(name), orWith: "Parameter")
        }
        for (id, _) in template.resources where !id.isOpenName {
            resources[id] = scope.name(SwiftName.member(id), orWith: "Resource")
        }
        for (name, _) in template.conditions where !name.isOpenName {
            conditions[name] = scope.name(SwiftName.member(name), orWith: "Condition")
        }
        for (name, _) in template.mappings where !name.isOpenName {
            mappings[name] = scope.name(SwiftName.member(name), orWith: "Mapping")
        }
        var own = SwiftScope(reserved: ["stack"])
        for (name, _) in template.outputs where !name.isOpenName { outputs[name] = own.name(SwiftName.member(name)) }
    }
}
