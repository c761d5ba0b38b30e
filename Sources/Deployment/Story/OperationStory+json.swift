import Diagnostics

extension OperationStory {
    /// The story for programs, as one document.
    var json: RenderedJSON {
        .object([
            ("stack", .text(stackName)), ("stackID", .text(stackID)), ("operation", .text(action.rawValue)),
            ("status", .text(status.description)), ("began", .text(began)),
            ("milliseconds", .number(Self.milliseconds(duration))), ("token", token.map { .text($0) }),
            ("resources", .list(rows.map(Self.json))),
            ("criticalPath", .list(criticalPath.map { .text($0.path) })),
            ("failure", failureFamily.map { .text($0) }),
            (
                "diagnostics",
                DiagnosticReport(standing: [failure].compactMap(\.self), accepted: []).diagnostics(SourceFiles())
            ),
            ("aftermath", .list(aftermath.map { .text($0) })),
        ])
    }

    private static func json(_ row: Row) -> RenderedJSON {
        .object([
            ("path", .text(row.path)), ("type", .text(row.type)), ("isStack", .boolean(row.isStack)),
            ("place", row.location.map { .object([("file", .text($0.fileID)), ("line", .number(Int($0.line)))]) }),
            ("isCritical", .boolean(row.isCritical)), ("steps", .list(row.steps.map(json))),
        ])
    }

    private static func json(_ step: Step) -> RenderedJSON {
        .object([
            ("action", .text(step.action.rawValue)), ("outcome", .text(step.outcome.rawValue)),
            ("isRollback", .boolean(step.isRollback)), ("startMilliseconds", .number(milliseconds(step.start))),
            ("milliseconds", .number(milliseconds(step.duration))),
            ("reason", step.reason.isEmpty ? nil : .text(step.reason)),
        ])
    }

    /// Whole ones, as documents have them.
    static func milliseconds(_ seconds: Double) -> Int { Int(clamping: seconds * 1000) }
}
