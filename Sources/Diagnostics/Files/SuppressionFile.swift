import FileSystem
import JSON

/// Reads suppressions.
///
/// ```json
/// { "suppressions": [
///     { "code": "SEC050", "resource": "Compute/WebLoadBalancer", "reason": "dev has no domain of its own",
///       "environment": "dev", "expires": "2027-06-30" }
/// ] }
/// ```
public enum SuppressionFile {
    /// What every command reads where it is there, from the project's root.
    public static let name = "suppressions.json"

    private static let keys = ["code", "resource", "reason", "environment", "expires"]

    /// Reads a file that somebody named.
    ///
    /// - Throws: ``DiagnosticError`` with every problem: repeated and unknown keys, unknown codes, missing reasons,
    ///   dates that are none, a file that is not there.
    public static func read(_ path: String) throws -> [Suppression] {
        try decode(UserFile.bytes(of: path), named: path)
    }

    /// Reads those files that exist.
    ///
    /// - Throws: ``DiagnosticError`` with every problem of all of them.
    public static func read(ifPresent paths: [String]) throws -> [Suppression] {
        var all: [Suppression] = []
        var problems: [Diagnostic] = []
        for path in paths where SystemFiles.exists(path) {
            do {
                all += try read(path)
            } catch let error as DiagnosticError {
                problems += error.diagnostics
            }
        }
        guard problems.isEmpty else { throw DiagnosticError(problems) }
        return all
    }

    static func decode(_ bytes: [UInt8], named path: String) throws -> [Suppression] {
        var file = try UserFile(bytes, name: path)
        guard let members = file.root.members,
            let entries = file.members(of: members, known: ["suppressions"])["suppressions"]?.elements
        else {
            throw DiagnosticError(
                Diagnostic(
                    "wrong-type",
                    "this is no list of suppressions; it has the key 'suppressions' with objects of the texts \(keys.joined(separator: ", "))",
                    at: file.place(file.root.place)))
        }
        let suppressions = entries.enumerated().compactMap { suppression($1, number: $0 + 1, in: &file) }
        try file.throwProblems()
        return suppressions
    }

    /// One entry; nil when something is wrong with it, which is reported.
    private static func suppression(_ entry: JSONValue, number: Int, in file: inout UserFile) -> Suppression? {
        var isRight = true
        func problem(_ text: String, at place: JSONPlace?, code: String, in file: inout UserFile) {
            isRight = false
            file.report("suppression \(number): \(text)", at: place, code: code)
        }
        guard let object = entry.members else {
            problem("it is \(entry.kind), and must be an object", at: entry.place, code: "wrong-type", in: &file)
            return nil
        }
        let members = file.members(of: object, known: keys)
        let code = file.string(members["code"], "code")
        let resource = file.string(members["resource"], "resource")
        let reason = file.string(members["reason"], "reason")
        let environment = file.string(members["environment"], "environment")
        let expires = file.string(members["expires"], "expires")
        if let hint = hint(forCode: code?.value ?? "") {
            let shown = UserFile.shown(code?.value ?? "")
            problem("the code is '\(shown)'; \(hint)", at: code?.place ?? entry.place, code: "unknown-code", in: &file)
        }
        if (resource?.value ?? "").isEmpty {
            problem(
                "it has no 'resource'; write a logical ID or a path as the diagnostic shows it, or * for all",
                at: entry.place, code: "missing-key", in: &file)
        }
        if (reason?.value ?? "").allSatisfy(\.isWhitespace) {
            problem(
                "it has no 'reason'; say why this is accepted", at: entry.place, code: "missing-key", in: &file)
        }
        let lastDay = expires.flatMap { Day($0.value) }
        if let expires, lastDay == nil {
            problem(
                "it expires on '\(UserFile.shown(expires.value))'; allowed: a day such as 2027-06-30",
                at: expires.place, code: "invalid-value", in: &file)
        }
        guard isRight, let code, let resource, let reason else { return nil }
        return Suppression(
            code: code.value, resource: resource.value, reason: reason.value, environment: environment?.value,
            expires: lastDay, at: file.place(entry.place))
    }

    /// What to do about a code that there is not; nil for one that may be. A construct of one's own reports codes that
    /// nobody here knows, which are words.
    private static func hint(forCode code: String) -> String? {
        let codes = DiagnosticCatalogue.codes
        if codes.contains(code) { return nil }
        let nearest = Suggestion.question(for: code, in: codes)
        let isWords =
            !code.isEmpty
            && code.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "-") }
        return isWords && nearest.isEmpty ? nil : "\(nearest)docs/diagnostics.md lists them"
    }
}
