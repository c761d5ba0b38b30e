extension App {
    /// Applies something to each resource of a type in all stacks of the app; what any scope says wins: see
    /// ``Scope/aspect(on:fileID:line:_:)``.
    public func aspect<Type: ResourceType>(
        on type: Type.Type, fileID: String = #fileID, line: Int = #line,
        _ apply: @escaping (AspectTarget<Type>) -> Void
    ) {
        aspects.append(AspectRecord(on: Type.typeName, aspectSite(fileID, line), changing: apply))
    }

    /// Applies something to each resource of every type: see `aspect(on:_:)`.
    public func aspect(
        fileID: String = #fileID, line: Int = #line, _ apply: @escaping (AspectTarget<AnyResourceType>) -> Void
    ) {
        aspects.append(AspectRecord(on: nil, aspectSite(fileID, line), changing: apply))
    }

    /// Holds each resource of a type in all stacks of the app against a rule of one's own: see
    /// ``Scope/check(on:fileID:line:_:)``.
    public func check<Type: ResourceType>(
        on type: Type.Type, fileID: String = #fileID, line: Int = #line,
        _ judge: @escaping (CheckedResource<Type>) -> Void
    ) {
        aspects.append(AspectRecord(on: Type.typeName, aspectSite(fileID, line), checking: judge))
    }

    /// Holds each resource of every type against a rule of one's own: see `check(on:_:)`.
    public func check(
        fileID: String = #fileID, line: Int = #line, _ judge: @escaping (CheckedResource<AnyResourceType>) -> Void
    ) {
        aspects.append(AspectRecord(on: nil, aspectSite(fileID, line), checking: judge))
    }

    private func aspectSite(_ fileID: String, _ line: Int) -> AspectSite {
        AspectSite(scope: nil, location: SourceLocation(fileID: fileID, line: line))
    }
}
