import Diagnostics
import Environments
import Foundation
import Terminal

/// Tells programs how an operation goes: an event a line, as JSON, and a last line with how it ended.
struct ProgressLog: Sendable {
    private let stream: TerminalStream

    init(to stream: TerminalStream) { self.stream = stream }

    /// Tells what has happened, in the order in which it did.
    func tell(_ events: [StackEvent], of operation: StackOperation) {
        for event in events { write(operation.entry(for: event)) }
    }

    /// Tells how it ended.
    func tellEnd(of operation: StackOperation) {
        write(
            .object([
                ("event", "end"), ("stack", .text(operation.root.name)),
                ("status", .text(operation.root.status?.description ?? "UNKNOWN")),
                ("isSuccess", .boolean([.succeeded, .deleted].contains(operation.root.status?.phase))),
                ("milliseconds", .number(Int(clamping: operation.duration * 1000))),
                ("changed", .number(operation.changedResources)),
            ]))
    }

    private func write(_ entry: RenderedJSON) { stream.write(document: entry.line) }
}

extension StackOperation {
    /// What an event says, for programs.
    fileprivate func entry(for event: StackEvent) -> RenderedJSON {
        let member = members.first { $0.id == event.stackId }
        let resource = member?.template?.resource(event.logicalResourceId)
        let name = member?.parent == nil ? "" : (member?.name ?? "") + "/"
        let path = event.isAboutStackItself ? member?.path ?? "" : name + event.logicalResourceId
        return .object([
            ("event", event.isAboutStackItself || event.isAboutNestedStack ? "stack" : "resource"),
            ("time", .text(event.timestamp.date.formatted(.iso8601))),
            ("stack", .text(root.name)), ("path", path.isEmpty ? nil : .text(path)),
            ("type", .text(event.resourceType)), ("status", .text(event.resourceStatus.description)),
            ("physicalID", event.physicalResourceId.flatMap { $0.isEmpty ? nil : .text($0) }),
            ("reason", event.reason.isEmpty ? nil : .text(event.reason)),
            (
                "place",
                resource.map {
                    .object([("file", .text($0.location.fileID)), ("line", .number(Int($0.location.line)))])
                }
            ),
            ("changed", .number(changedResources)), ("total", expected.map { .number($0.total) }),
        ])
    }
}
