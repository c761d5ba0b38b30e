/// A resource that was added to a stack: what others refer to.
///
/// The generated modules add its attributes, as in `vpc.vpcId` and `database.endpointAddress`.
public struct Resource<Type>: Dependable {
    @usableFromInline let record: ResourceRecord

    var element: Element { record.element }

    public var dependencies: [Element] { [element] }

    // Inlinable: of each kind of value, generic code would ask the runtime for the type.

    /// `Ref`: what that yields depends on the type, so this is for the generated attributes.
    @inlinable public func reference<V: TemplateValue>() -> V {
        V(expression: record.reference(to: nil, isList: V.isList))
    }

    /// `Fn::GetAtt` of any attribute; the generated ones have types.
    @inlinable public func attribute<V: TemplateValue>(_ name: String) -> V {
        V(expression: record.reference(to: name, isList: V.isList))
    }

    /// `Ref` as plain text.
    public var ref: Value<String> { reference() }

    /// Makes CloudFormation create `others` first and delete them after. References do that by themselves.
    public func depend(on others: any Dependable...) {
        for other in others {
            edit { $0.dependsOn += other.dependencies }
        }
    }

    /// Sets a property that no type covers, or replaces one: `"VersioningConfiguration.Status"`, `"Tags.0.Value"`.
    /// Objects on the way are made where they are missing.
    public func override(_ path: String, with value: JSON, fileID: String = #fileID, line: Int = #line) {
        addOverride(path, value.expression, fileID, line)
    }

    /// Takes a property out again.
    public func removeProperty(_ path: String, fileID: String = #fileID, line: Int = #line) {
        addOverride(path, nil, fileID, line)
    }

    /// Sets an attribute beside the properties that has no form in Swift, such as one that a macro reads, or what a
    /// function makes of one that has: `overrideAttribute("DeletionPolicy", with: JSON(policy))`.
    ///
    /// - Parameters:
    ///   - name: as templates have it; `Properties` are replaced whole. `Type` has no override.
    ///   - value: takes the place of what is there.
    public func overrideAttribute(_ name: String, with value: JSON, fileID: String = #fileID, line: Int = #line) {
        let location = SourceLocation(fileID: fileID, line: line)
        edit {
            $0.attributeOverrides.append(PropertyOverride(path: [name], value: value.expression, location: location))
        }
    }

    private func addOverride(_ path: String, _ value: Expression?, _ fileID: String, _ line: Int) {
        let keys = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let location = SourceLocation(fileID: fileID, line: line)
        edit { $0.overrides.append(PropertyOverride(path: keys, value: value, location: location)) }
    }

    func edit(_ change: (inout ResourceAttributes) -> Void) {
        record.editAttributes(change)
    }
}

/// Something that others can wait for: a resource, a nested stack, or a construct with resources in it.
public protocol Dependable {
    var dependencies: [Element] { get }
}

/// What may not be there, as what an existing network was made of: then there is nothing to wait for.
extension Optional: Dependable where Wrapped: Dependable {
    public var dependencies: [Element] { self?.dependencies ?? [] }
}
