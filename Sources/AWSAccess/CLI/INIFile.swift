import FileSystem
import Foundation

/// A file of the AWS CLI, such as `~/.aws/config`. AWS SDKs and Tools Reference Guide, "Format of the config file".
struct INIFile {
    /// What stands after a name, with the indented lines below it, and the number of its line.
    struct Setting: Equatable {
        var value: String
        let line: Int
    }

    private var sections: [[String]: [String: Setting]] = [:]

    /// Nil when there is no such file that can be read.
    init?(path: String) {
        guard let bytes = try? SystemFiles.contents(ofGiven: path, atMost: 4 * 1024 * 1024) else { return nil }
        self.init(String(decoding: bytes, as: UTF8.self))
    }

    init(_ text: String) {
        var section: [String] = []
        var name: String?
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let content = line.trimmingCharacters(in: .whitespaces)
            guard let first = content.first, first != "#", first != ";" else { continue }
            if line.first?.isWhitespace == true, let name {
                sections[section]?[name]?.value += "\n" + content
            } else if first == "[", let end = content.firstIndex(of: "]") {
                section = Self.words(content[content.index(after: content.startIndex)..<end])
                sections[section] = sections[section] ?? [:]
                name = nil
            } else if let separator = content.firstIndex(where: { $0 == "=" || $0 == ":" }) {
                // Names are read without regard to case.
                name = content[..<separator].trimmingCharacters(in: .whitespaces).lowercased()
                let value = content[content.index(after: separator)...].trimmingCharacters(in: .whitespaces)
                if let name { sections[section]?[name] = Setting(value: value, line: index + 1) }
            }
        }
    }

    /// The settings of a section by the words of its heading: `["profile", "work"]` for `[profile work]`.
    subscript(section: [String]) -> [String: Setting]? { sections[section] }

    /// A name with blanks stands in quotation marks.
    private static func words(_ heading: Substring) -> [String] {
        let parts = heading.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        return parts.map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "'\" \t")) }
    }
}
