import Diagnostics
import JSON

extension Template {
    /// A value of a template as its file has it, with what stands beside it.
    package struct FileValue: Sendable {
        /// The file's name.
        package let file: String
        /// Of a member of an object.
        package let key: JSONValue?
        package let value: JSONValue
        /// The value of the member or element before it.
        package let previous: JSONValue?
        /// The key of the member behind it, or the element there.
        package let next: JSONValue?

        /// The member or element as a whole.
        package var bytes: Range<Int> { (key ?? value).byteRange.lowerBound..<value.byteRange.upperBound }

        /// Where bytes that begin in this value, or beside it, are.
        package func position(of part: JSONValue) -> FilePosition { FilePosition(path: file, part.place) }
    }

    /// What the file has at a path, and nothing else in its place; nil there, and in a template that was made.
    package func fileValue(at path: Path) -> FileValue? {
        switch origins {
        case .program: return nil
        case .copy(let original): return original.fileValue(at: path)
        case .loops(let original, let sources):
            guard let source = sources.source(of: path)?.path else { return original.fileValue(at: path) }
            // What an element is a part of stands in no file.
            return original[source] == self[path] ? original.fileValue(at: source) : nil
        case .file(let file, let root, _):
            var found = FileValue(file: file, key: nil, value: root, previous: nil, next: nil)
            for step in path.steps {
                guard let inner = found.value.fileValue(at: step, of: file) else { return nil }
                found = inner
            }
            return found
        }
    }
}

extension JSONValue {
    fileprivate func fileValue(at step: Template.Path.Step, of file: String) -> Template.FileValue? {
        let parts: [(key: JSONValue?, value: JSONValue)]
        let position: Int?
        switch step {
        case .key(let name):
            parts = members.map { $0.map { ($0.key, $0.value) } } ?? []
            position = parts.firstIndex { $0.key?.string == name }
        case .index(let index):
            parts = elements.map { $0.map { (nil, $0) } } ?? []
            position = parts.indices.contains(index) ? index : nil
        }
        guard let position else { return nil }
        let next = position + 1 < parts.count ? parts[position + 1] : nil
        return Template.FileValue(
            file: file, key: parts[position].key, value: parts[position].value,
            previous: position > 0 ? parts[position - 1].value : nil, next: next.map { $0.key ?? $0.value })
    }
}
