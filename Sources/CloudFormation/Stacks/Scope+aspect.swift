extension Scope {
    /// Applies something to each resource of a type in this scope, and in the scopes and nested stacks below it, whoever
    /// adds it and whenever: a default, an override, a tag.
    ///
    ///     root.aspect(on: SQS.Queue.self) { queue in
    ///         queue.setDefaults(SQS.Queue(sqsManagedSseEnabled: true))
    ///         queue.tag("DataClass", "internal")
    ///     }
    ///
    /// Synthesis applies aspects of outer scopes first, and those of one scope in the order of their declarations, so that
    /// what is said nearer to a resource wins; what is written with the resource wins over every default. Of one scope, two
    /// that give different values are an error. An aspect changes what is there: it can add nothing. Resources in the files
    /// of nested templates are not reached.
    ///
    /// - Parameter apply: runs at each synthesis, once for each of the resources.
    public func aspect<Type: ResourceType>(
        on type: Type.Type, fileID: String = #fileID, line: Int = #line,
        _ apply: @escaping (AspectTarget<Type>) -> Void
    ) {
        declarations.aspects.append(
            AspectRecord(on: Type.typeName, aspectSite(fileID, line), changing: apply))
    }

    /// Applies something to each resource of every type: see `aspect(on:_:)`.
    public func aspect(
        fileID: String = #fileID, line: Int = #line, _ apply: @escaping (AspectTarget<AnyResourceType>) -> Void
    ) {
        declarations.aspects.append(AspectRecord(on: nil, aspectSite(fileID, line), changing: apply))
    }

    /// Holds each resource of a type in this scope, and in the scopes and nested stacks below it, against a rule of one's
    /// own.
    ///
    ///     root.check(on: S3.Bucket.self) { bucket in
    ///         if bucket["VersioningConfiguration.Status"] != "Enabled" {
    ///             bucket.report(
    ///                 "unversioned-bucket", "the bucket keeps no versions", property: "VersioningConfiguration",
    ///                 fix: "give it versioningConfiguration: .init(status: .enabled)")
    ///         }
    ///     }
    ///
    /// It sees the finished resource: after all aspects, tags of scopes and overrides.
    ///
    /// - Parameter judge: runs at each synthesis, once for each of the resources.
    public func check<Type: ResourceType>(
        on type: Type.Type, fileID: String = #fileID, line: Int = #line,
        _ judge: @escaping (CheckedResource<Type>) -> Void
    ) {
        declarations.aspects.append(
            AspectRecord(on: Type.typeName, aspectSite(fileID, line), checking: judge))
    }

    /// Holds each resource of every type against a rule of one's own: see `check(on:_:)`.
    public func check(
        fileID: String = #fileID, line: Int = #line, _ judge: @escaping (CheckedResource<AnyResourceType>) -> Void
    ) {
        declarations.aspects.append(AspectRecord(on: nil, aspectSite(fileID, line), checking: judge))
    }

    private func aspectSite(_ fileID: String, _ line: Int) -> AspectSite {
        AspectSite(scope: path, location: SourceLocation(fileID: fileID, line: line))
    }
}
