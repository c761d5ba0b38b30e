/// A resource that an aspect is applied to: what it has so far, and what the aspect makes of it.
///
/// So far means: what was written where it is added, and what aspects gave that come before this one. What is to be judged of
/// the finished resource is for `check(on:_:)`.
public struct AspectTarget<Type>: DescribedResource {
    let draft: ResourceDraft
    let site: AspectSite

    public var summary: ResourceSummary {
        ResourceSummary(
            draft.record, logicalID: draft.logicalID, properties: draft.properties,
            deletionPolicy: draft.deletionPolicy)
    }

    /// Gives a part of a property that the resource does not give itself.
    ///
    ///     root.aspect(on: Lambda.Function.self) { function in
    ///         function.setDefault("Environment.Variables.LOG_LEVEL", to: "info")
    ///     }
    ///
    /// - Parameter path: named as CloudFormation does, from the outside in; list elements by their index.
    public func setDefault(_ path: String, to value: JSON, fileID: String = #fileID, line: Int = #line) {
        set(path, to: value, as: .default, fileID, line)
    }

    /// Gives a property or a part of one, in the place of what was written. An override of the resource itself, and one of an
    /// aspect further in, wins.
    ///
    /// - Parameter path: named as CloudFormation does, from the outside in; list elements by their index.
    public func override(_ path: String, with value: JSON, fileID: String = #fileID, line: Int = #line) {
        set(path, to: value, as: .override, fileID, line)
    }

    /// Takes a property or a part of one out, where the resource has it.
    public func removeProperty(_ path: String, fileID: String = #fileID, line: Int = #line) {
        draft.remove(path.keysOfProperty, by: site, at: SourceLocation(fileID: fileID, line: line))
    }

    /// Says what becomes of the resource when it leaves the stack, where the resource does not say it itself.
    ///
    /// - Parameter updateReplacePolicy: what becomes of the old one when an update replaces it; the same when not given.
    public func setDefaultDeletionPolicy(
        _ policy: DeletionPolicy, updateReplacePolicy: DeletionPolicy? = nil, fileID: String = #fileID,
        line: Int = #line
    ) {
        set(policy, updateReplacePolicy, as: .default, fileID, line)
    }

    /// Says what becomes of the resource when it leaves the stack, whatever was written.
    ///
    /// - Parameter updateReplacePolicy: what becomes of the old one when an update replaces it; the same when not given.
    public func overrideDeletionPolicy(
        _ policy: DeletionPolicy, updateReplacePolicy: DeletionPolicy? = nil, fileID: String = #fileID,
        line: Int = #line
    ) {
        set(policy, updateReplacePolicy, as: .override, fileID, line)
    }

    /// Tags the resource, if its type can be tagged. A tag of the resource itself, or of a scope further in than the aspect's,
    /// wins.
    public func tag(_ key: String, _ value: Value<String>, fileID: String = #fileID, line: Int = #line) {
        guard draft.record.tagging != .none else { return }
        draft.tag(
            AspectTag(
                site: site, key: key, value: value.expression,
                location: SourceLocation(fileID: fileID, line: line)))
    }

    @available(*, unavailable, message: "what others change later is judged too early here: report it in check(on:)")
    public func report(
        _ code: String, _ message: String, severity: Diagnostic.Severity = .error, property: String? = nil, fix: String
    ) {}

    private func set(
        _ policy: DeletionPolicy, _ updateReplacePolicy: DeletionPolicy?, as kind: PropertySetting.Kind,
        _ fileID: String, _ line: Int
    ) {
        let location = SourceLocation(fileID: fileID, line: line)
        let replacement = updateReplacePolicy ?? policy.forReplacement
        draft.set(["DeletionPolicy"], to: .string(policy.rawValue), as: kind, by: site, at: location)
        draft.set(["UpdateReplacePolicy"], to: .string(replacement.rawValue), as: kind, by: site, at: location)
    }

    private func set(
        _ path: String, to value: JSON, as kind: PropertySetting.Kind, _ fileID: String, _ line: Int
    ) {
        draft.set(
            path.keysOfProperty, to: value.expression, as: kind, by: site,
            at: SourceLocation(fileID: fileID, line: line))
    }
}

extension AspectTarget where Type: ResourceType {
    /// Gives the properties that the resource does not give itself. What it gives is left as it is, `.noValue` too.
    ///
    ///     root.aspect(on: SQS.Queue.self) { queue in
    ///         queue.setDefaults(SQS.Queue(messageRetentionPeriod: 1_209_600, sqsManagedSseEnabled: true))
    ///     }
    ///
    /// - Parameter properties: each counts as a whole. ``TemplateValue/asWritten`` stands for one that the type requires and
    ///   that is not meant.
    public func setDefaults(_ properties: Type, fileID: String = #fileID, line: Int = #line) {
        set(properties, as: .default, fileID, line)
    }

    /// Gives properties, in the place of what was written. An override of the resource itself, and one of an aspect further
    /// in, wins.
    ///
    /// - Parameter properties: each counts as a whole. ``TemplateValue/asWritten`` stands for what is there already.
    public func override(_ properties: Type, fileID: String = #fileID, line: Int = #line) {
        set(properties, as: .override, fileID, line)
    }

    private func set(_ properties: Type, as kind: PropertySetting.Kind, _ fileID: String, _ line: Int) {
        let location = SourceLocation(fileID: fileID, line: line)
        for entry in properties.properties.entries where entry.value != .asWritten {
            draft.set(["Properties", entry.key], to: entry.value, as: kind, by: site, at: location)
        }
    }
}
