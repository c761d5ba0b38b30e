import Diagnostics
import Terminal

/// The operations that a stack has been through, for who wants to know more of one.
struct OperationList: Sendable {
    let stackName: String
    let stackID: String
    /// The newest first.
    let operations: [PastOperation]

    /// Prints them for people, a line each.
    func print(on stream: TerminalStream) {
        let count = operations.count
        stream.print([StyledText("\(stackName): \(count) operation\(count == 1 ? "" : "s")", .bold)])
        stream.print()
        var table = Table([.init("#", .right), "began", .init("took", .right), "what", "by", "ID"])
        for operation in operations {
            table.add([
                StyledText("\(operation.number)", .bold), StyledText(operation.began),
                StyledText(ElapsedTime.words(operation.duration)),
                StyledText("\(operation.outcome) (\(operation.status))", operation.status.style),
                StyledText(operation.beginner ?? "", .dim), StyledText(operation.ids.first ?? "", .dim),
            ])
        }
        stream.print(table)
    }

    /// The same for programs, as one document.
    var json: RenderedJSON {
        .object([
            ("stack", .text(stackName)), ("stackID", .text(stackID)),
            ("operations", .list(operations.map(\.json))),
        ])
    }
}

extension PastOperation {
    fileprivate var json: RenderedJSON {
        .object([
            ("number", .number(number)), ("ids", .list(ids.map { .text($0) })),
            ("operation", .text(action.rawValue)), ("status", .text(status.description)), ("began", .text(began)),
            ("milliseconds", .number(OperationStory.milliseconds(duration))), ("token", token.map { .text($0) }),
        ])
    }
}
