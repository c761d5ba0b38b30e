extension TemplateValue {
    /// What the resource has itself at this place, for the properties that its type requires and an aspect does not give:
    ///
    ///     root.aspect(on: Lambda.Function.self) { function in
    ///         function.setDefaults(Lambda.Function(code: .asWritten, role: .asWritten, memorySize: 256))
    ///     }
    ///
    /// Where the resource has nothing there, nothing is given. Anywhere else it is an error of synthesis.
    public static var asWritten: Self { Self(expression: .asWritten) }
}

extension Expression {
    /// With what a resource has there in the place of each ``asWritten``; nil where it has nothing. Where nobody can tell
    /// what it has, they stay.
    func completed(by written: Expression?) -> Expression? {
        switch (self, written) {
        case (.asWritten, _): return written
        case (.object(let entries), nil): return Self.completed(entries, by: [])
        case (.object(let entries), .object(let own)?) where !own.isFunction: return Self.completed(entries, by: own)
        default: return self
        }
    }

    private static func completed(_ entries: [Entry], by written: [Entry]) -> Expression {
        .object(
            entries.compactMap { entry in
                entry.value.completed(by: written.first { $0.key == entry.key }?.value).map { Entry(entry.key, $0) }
            })
    }

    /// Whether ``asWritten`` stands in it: in a list, for one, whose elements have no names to be found by.
    var hasAsWritten: Bool {
        var found = false
        walk { mention, _ in
            if case .asWritten = mention { found = true }
        }
        return found
    }
}
