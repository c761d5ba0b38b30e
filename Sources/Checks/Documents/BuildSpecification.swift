import Diagnostics
import Template

/// What a build does, phase by phase ("Build specification reference for CodeBuild" in the AWS CodeBuild user guide),
/// as far as its lines show: YAML is not read as a whole.
struct BuildSpecification {
    /// What is wrong with it, and how it is written.
    private(set) var problems: [(message: String, fix: String)] = []

    static let phases = ["install", "pre_build", "build", "post_build"]
    private static let versions = ["0.1", "0.2"]
    private static let sections = [
        "artifacts", "batch", "cache", "env", "phases", "proxy", "reports", "run-as", "version",
    ]

    /// Of a text that is no file's name; nil for one.
    init?(_ value: OpenText) {
        let text = value.text
        guard text.contains(where: \.isNewline) || text.hasPrefix("{") else { return nil }
        if text.first(where: { !$0.isWhitespace }) == "{" {
            guard case .value(let json) = TextDocument(.string(text)), let object = json.object else { return }
            check(sections: object.entries.map(\.key), isWhole: true)
            check(version: object["version"]?.scalarText)
            check(phases: object["phases"]?.object?.entries.map(\.key) ?? [])
        } else {
            readLines(of: text)
        }
    }

    private mutating func readLines(of text: String) {
        var sections: [String] = []
        var phases: [String] = []
        var version: String?
        // How far the first line below the section is indented.
        var indentation: Int?
        // Whether all of it can be told by its lines.
        var isPlain = true
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let content = line.drop { $0 == " " }
            guard let first = content.first, first != "#", !content.allSatisfy(\.isWhitespace) else { continue }
            let depth = line.count - content.count
            // Behind spaces, it may be a part of a command.
            if first == "\t", depth == 0 {
                problems.append(("a line is indented with a tab, which YAML does not take", "write spaces"))
                return
            }
            let key = content.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
            let isKey = !key.isEmpty && content.dropFirst(key.count).first == ":"
            if depth == 0 {
                indentation = nil
                guard isKey else {
                    // Such as a document's mark, or what a deployment puts in.
                    isPlain = isPlain && (content.hasPrefix("---") || first == "-")
                    continue
                }
                sections.append(String(key))
                if key == "version" { version = Self.scalar(content.dropFirst(key.count + 1)) }
            } else if sections.last == "phases" {
                if indentation == nil { indentation = depth }
                if depth == indentation, isKey { phases.append(String(key)) }
            }
        }
        check(sections: sections, isWhole: isPlain)
        check(version: version)
        check(phases: phases)
    }

    private mutating func check(sections: [String], isWhole: Bool) {
        for section in sections where !Self.sections.contains(section) {
            guard let meant = Suggestion.correction(of: section, in: Self.sections) else { continue }
            problems.append(("a build specification has no \(section)", "did you mean \(meant)?"))
        }
        if isWhole, !sections.isEmpty, !sections.contains("version"), sections.contains("phases") {
            problems.append(("the build specification has no version", "write version: 0.2"))
        }
    }

    private mutating func check(version: String?) {
        guard let version, !version.contains(OpenText.mark), !Self.versions.contains(version) else { return }
        problems.append(("there is no version \(version) of build specifications", "write 0.2"))
    }

    private mutating func check(phases: [String]) {
        for phase in phases where !Self.phases.contains(phase) && !phase.contains(OpenText.mark) {
            problems.append(
                (
                    "a build has no phase \(phase), and what stands in it is not run",
                    Suggestion.choice(for: phase, in: Self.phases)
                ))
        }
    }

    /// What stands behind a key, without quotes and a comment; nil for none.
    private static func scalar(_ text: Substring) -> String? {
        let quotes: Set<Character> = ["\"", "'"]
        let word = text.prefix { $0 != "#" }.filter { !$0.isWhitespace && !quotes.contains($0) }
        return word.isEmpty ? nil : word
    }
}
