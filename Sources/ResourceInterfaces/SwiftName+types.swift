import ResourceSchemas

// What services and their types are called in the generated modules.
extension SwiftName {
    /// The enumeration that holds a service's types: the service's name, except where a module of ours has it already.
    package static func namespace(of type: TypeName) -> String { namespace(ofService: type.service) }

    /// The same of CloudFormation's name of the service.
    package static func namespace(ofService service: String) -> String {
        let name = type(service)
        return modules.contains(name) ? name + "Service" : name
    }

    /// The module of a service.
    package static func module(of type: TypeName) -> String { type.vendor + Self.type(type.service) }

    /// A resource type in its namespace.
    package static func resource(_ type: TypeName) -> String {
        let name = Self.type(type.resource)
        return isReserved(type: name) ? Self.type(type.service) + name : name
    }

    /// The modules that generated code may have to name.
    private static let modules: Set<String> = ["CloudFormation", "AWSResourceTypes", "Swift"]
}
