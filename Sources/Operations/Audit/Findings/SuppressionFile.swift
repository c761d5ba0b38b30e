import AWSAccess
import Environments
import Foundation
import JSON
import Terminal

/// Reads suppressions.
///
/// ```json
/// { "suppressions": [
///     { "code": "SEC050", "resource": "Compute/WebLoadBalancer", "reason": "dev has no domain of its own",
///       "expires": "2027-06-30" }
/// ] }
/// ```
enum SuppressionFile {
    private static let keys = ["code", "resource", "reason", "expires"]

    /// Reads those files that exist.
    ///
    /// - Throws: `CommandError` with every problem: repeated and unknown keys, unknown codes, missing reasons, dates
    ///   that are none.
    static func read(_ paths: [String]) throws -> [Suppression] {
        var all: [Suppression] = []
        var problems: [String] = []
        for path in paths where FileManager.default.fileExists(atPath: path) {
            do {
                all += try decode(UserFile.bytes(of: path), named: path)
            } catch let error as CommandError {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { throw CommandError(problems: problems) }
        return all
    }

    static func decode(_ bytes: [UInt8], named path: String) throws -> [Suppression] {
        var file = try UserFile(bytes, name: path)
        guard let members = file.root.members,
            let entries = file.members(of: members, known: ["suppressions"])["suppressions"]?.elements
        else {
            throw CommandError(
                "\(path):\(file.root.place): error: this is no list of suppressions; it has the key 'suppressions' with objects of the texts \(keys.joined(separator: ", "))"
            )
        }
        let suppressions = entries.enumerated().compactMap { suppression($1, number: $0 + 1, in: &file) }
        try file.throwProblems()
        return suppressions
    }

    /// One entry; nil when something is wrong with it, which is reported.
    private static func suppression(_ entry: JSONValue, number: Int, in file: inout UserFile) -> Suppression? {
        var isRight = true
        func problem(_ text: String, at place: JSONPlace?, in file: inout UserFile) {
            isRight = false
            file.report("suppression \(number): \(text)", at: place)
        }
        guard let object = entry.members else {
            problem("it is \(entry.kind), and must be an object", at: entry.place, in: &file)
            return nil
        }
        let members = file.members(of: object, known: keys)
        let code = file.string(members["code"], "code")
        let resource = file.string(members["resource"], "resource")
        let reason = file.string(members["reason"], "reason")
        let expires = file.string(members["expires"], "expires")
        let codes = Rule.all.map(\.code)
        if !codes.contains(code?.value ?? "") {
            let shown = UserFile.shown(code?.value ?? "")
            problem(
                "the code is '\(shown)'; \(Suggestion.question(for: shown, in: codes))audit-infra --rules lists them",
                at: code?.place ?? entry.place, in: &file)
        }
        if (resource?.value ?? "").isEmpty {
            problem(
                "it has no 'resource'; write a name as the audit shows it, or * for all", at: entry.place, in: &file)
        }
        if (reason?.value ?? "").allSatisfy(\.isWhitespace) {
            problem("it has no 'reason'; say why this is accepted", at: entry.place, in: &file)
        }
        if let expires, !CalendarDay.isDay(expires.value) {
            problem(
                "it expires on '\(UserFile.shown(expires.value))'; allowed: a day such as 2027-06-30",
                at: expires.place, in: &file)
        }
        guard isRight, let code, let resource, let reason else { return nil }
        return Suppression(
            code: code.value, resource: resource.value, reason: reason.value, expires: expires?.value, file: file.name)
    }
}
