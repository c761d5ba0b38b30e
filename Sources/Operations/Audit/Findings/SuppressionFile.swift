import Deployment
import Foundation
import Terminal

/// Reads suppressions.
///
/// ```json
/// { "suppressions": [
///     { "code": "SEC050", "resource": "Compute/WebLoadBalancer", "reason": "dev has no domain of its own", "expires": "2027-06-30" }
/// ] }
/// ```
enum SuppressionFile {
    private struct Contents: Decodable {
        let suppressions: [[String: String]]
    }

    private static let keys = ["code", "resource", "reason", "expires"]

    /// Reads those files that exist.
    ///
    /// - Throws: `DeploymentError` with every problem: unknown keys and codes, missing reasons, dates that are none.
    static func read(_ paths: [String]) throws -> [Suppression] {
        var all: [Suppression] = []
        var problems: [String] = []
        for path in paths {
            guard let data = FileManager.default.contents(atPath: path) else {
                if FileManager.default.fileExists(atPath: path) { problems.append("\(path): error: the file cannot be read; check its permissions") }
                continue
            }
            do {
                all += try decode(data, named: path)
            } catch let error as DeploymentError {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { throw DeploymentError(problems: problems) }
        return all
    }

    static func decode(_ data: Data, named path: String) throws -> [Suppression] {
        let contents: Contents
        do {
            contents = try JSONDecoder().decode(Contents.self, from: data)
        } catch {
            throw DeploymentError(
                "\(path): error: this is no list of suppressions; it has the key 'suppressions' with objects of the texts \(keys.joined(separator: ", "))")
        }
        var problems: [String] = []
        let suppressions = contents.suppressions.enumerated().compactMap { index, entry -> Suppression? in
            func problem(_ text: String) { problems.append("\(path): error: suppression \(index + 1): \(text)") }
            let before = problems.count
            for key in entry.keys.sorted() where !keys.contains(key) {
                problem("unknown key '\(key)'; \(Suggestion.question(for: key, in: keys))Allowed: \(keys.joined(separator: ", "))")
            }
            let code = entry["code"] ?? ""
            let codes = Rule.all.map(\.code)
            if !codes.contains(code) {
                problem("the code is '\(code)'; \(Suggestion.question(for: code, in: codes))audit-infra --rules lists them")
            }
            if (entry["resource"] ?? "").isEmpty { problem("it has no 'resource'; write a name as the audit shows it, or * for all") }
            if (entry["reason"] ?? "").allSatisfy(\.isWhitespace) { problem("it has no 'reason'; say why this is accepted") }
            if let expires = entry["expires"], !isDay(expires) { problem("it expires on '\(expires)'; allowed: a day such as 2027-06-30") }
            guard problems.count == before else { return nil }
            return Suppression(
                code: code, resource: entry["resource"] ?? "", reason: entry["reason"] ?? "", expires: entry["expires"], file: path)
        }
        guard problems.isEmpty else { throw DeploymentError(problems: problems) }
        return suppressions
    }

    private static func isDay(_ text: String) -> Bool {
        guard text.wholeMatch(of: #/\d{4}-\d{2}-\d{2}/#) != nil, let date = ServiceTime("\(text)T00:00:00Z")?.date else { return false }
        // 2026-02-31 would be read as a day in March.
        return date.formatted(.iso8601).hasPrefix(text)
    }
}
