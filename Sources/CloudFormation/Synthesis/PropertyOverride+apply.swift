extension PropertyOverride {
    /// Applies the override, or reports why its path does not exist.
    func apply(to properties: inout [Expression.Entry], of element: Element, _ diagnostics: inout [Diagnostic]) {
        do {
            guard case .object(let entries) = try edited(.object(properties), path[...]) else { return }
            properties = entries
        } catch {
            diagnostics.append(
                Diagnostic(
                    "override-path", "\(path.joined(separator: ".")): \(error.reason)", at: location,
                    path: element.path,
                    fix: "name properties as CloudFormation does, list elements by their index: Rules.0.Status"))
        }
    }

    /// What is made where a path leads into nothing: a list where its next key is the index of a first element.
    private static func container(for path: ArraySlice<String>) -> Expression {
        path.first == "0" ? .list([]) : .object([])
    }

    private struct PathError: Error {
        let reason: String
    }

    private func edited(_ expression: Expression, _ path: ArraySlice<String>) throws(PathError) -> Expression? {
        guard let key = path.first else { return value }
        if key.isEmpty { throw PathError(reason: "a key between the dots is empty") }
        let rest = path.dropFirst()
        switch expression {
        case .object(let entries):
            let current = entries.first { $0.key == key }?.value
            if current == nil, value == nil { throw PathError(reason: "there is no \(key) to remove") }
            if let new = try edited(current ?? Self.container(for: rest), rest) {
                return .object(entries.setting(key, to: new))
            }
            return .object(entries.filter { $0.key != key })
        case .list(var elements):
            guard let index = Int(key), elements.indices.contains(index) || (index == elements.count && value != nil)
            else {
                throw PathError(reason: "\(key) is not an index into a list of \(elements.count)")
            }
            let new = try edited(index < elements.count ? elements[index] : Self.container(for: rest), rest)
            elements.replaceSubrange(index..<min(index + 1, elements.count), with: new.map { [$0] } ?? [])
            return .list(elements)
        default:
            throw PathError(reason: "\(key) is asked of a value that has no parts")
        }
    }
}
