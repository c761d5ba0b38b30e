/// What the schema of SARIF 2.1.0 says of the objects that are written here: which members they may and must have, and
/// what these are. No package for Swift, Python or Debian that could be pinned ships the schema itself.
///
/// OASIS, sarif-schema-2.1.0.json (`oasis-tcs/sarif-spec`, Schemata); descriptions left out.
enum SARIFSchema {
    private indirect enum Shape: Sendable {
        case text, uri, time, flag, bag
        case number(least: Int)
        case one(of: [String])
        case object(String)
        case list(Shape)
        case uniqueList(Shape)
    }

    private struct Object: Sendable {
        var required: [String] = []
        let members: [String: Shape]
    }

    private static let objects: [String: Object] = [
        "log": Object(
            required: ["version", "runs"],
            members: [
                "$schema": .uri, "version": .one(of: ["2.1.0"]), "runs": .list(.object("run")), "properties": .bag,
            ]),
        "run": Object(
            required: ["tool"],
            members: [
                "tool": .object("tool"), "automationDetails": .object("automation"),
                "invocations": .list(.object("invocation")), "results": .list(.object("result")),
                "columnKind": .one(of: ["utf16CodeUnits", "unicodeCodePoints"]), "properties": .bag,
            ]),
        "tool": Object(required: ["driver"], members: ["driver": .object("component"), "properties": .bag]),
        "component": Object(
            required: ["name"],
            members: [
                "name": .text, "version": .text, "rules": .uniqueList(.object("rule")), "properties": .bag,
            ]),
        "rule": Object(
            required: ["id"],
            members: [
                "id": .text, "name": .text, "shortDescription": .object("string"), "fullDescription": .object("string"),
                "help": .object("string"), "helpUri": .uri, "defaultConfiguration": .object("configuration"),
                "properties": .bag,
            ]),
        "string": Object(required: ["text"], members: ["text": .text, "markdown": .text, "properties": .bag]),
        "configuration": Object(members: ["enabled": .flag, "level": .one(of: levels), "properties": .bag]),
        "automation": Object(members: ["id": .text, "description": .object("message"), "properties": .bag]),
        "invocation": Object(
            required: ["executionSuccessful"],
            members: [
                "executionSuccessful": .flag, "startTimeUtc": .time, "endTimeUtc": .time, "commandLine": .text,
                "properties": .bag,
            ]),
        "result": Object(
            required: ["message"],
            members: [
                "ruleId": .text, "ruleIndex": .number(least: -1), "level": .one(of: levels),
                "message": .object("message"),
                "locations": .list(.object("location")), "relatedLocations": .uniqueList(.object("location")),
                "partialFingerprints": .bag, "suppressions": .uniqueList(.object("suppression")), "properties": .bag,
            ]),
        "message": Object(members: ["text": .text, "markdown": .text, "id": .text, "properties": .bag]),
        "location": Object(members: [
            "id": .number(least: -1), "physicalLocation": .object("physical"),
            "logicalLocations": .uniqueList(.object("logical")), "message": .object("message"), "properties": .bag,
        ]),
        "physical": Object(
            required: ["artifactLocation"],
            members: [
                "artifactLocation": .object("artifact"), "region": .object("region"), "properties": .bag,
            ]),
        "artifact": Object(members: ["uri": .uri, "uriBaseId": .text, "index": .number(least: -1), "properties": .bag]),
        "region": Object(members: [
            "startLine": .number(least: 1), "startColumn": .number(least: 1), "endLine": .number(least: 1),
            "endColumn": .number(least: 1), "properties": .bag,
        ]),
        "logical": Object(members: ["name": .text, "fullyQualifiedName": .text, "kind": .text, "properties": .bag]),
        "suppression": Object(
            required: ["kind"],
            members: [
                "kind": .one(of: ["inSource", "external"]),
                "status": .one(of: ["accepted", "underReview", "rejected"]),
                "justification": .text, "location": .object("location"), "properties": .bag,
            ]),
    ]

    private static let levels = ["none", "note", "warning", "error"]

    /// What the schema refuses of a log, each with the path to it.
    static func problems(of log: Any) -> [String] { problems(log, .object("log"), at: "$") }

    private static func problems(_ value: Any, _ shape: Shape, at path: String) -> [String] {
        func unless(_ isRight: Bool, _ expected: String) -> [String] { isRight ? [] : ["\(path): no \(expected)"] }
        switch shape {
        case .text: return unless(value is String, "text")
        case .uri:
            return unless(
                (value as? String)?.utf8.allSatisfy { (0x21..<0x7F).contains($0) && !"\"<>\\^`{|}".utf8.contains($0) }
                    == true, "URI")
        case .time:
            return unless(
                (value as? String)?.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/#) != nil, "time")
        case .flag: return unless(value is Bool, "boolean")
        case .bag: return unless(value is [String: Any], "object")
        case .number(let least): return unless((value as? Int).map { $0 >= least } == true, "number from \(least)")
        case .one(let words): return unless((value as? String).map(words.contains) == true, "one of \(words)")
        case .uniqueList(let shape):
            let elements = (value as? [Any] ?? []).map { "\($0)" }
            return unless(Set(elements).count == elements.count, "list of different elements")
                + problems(value, .list(shape), at: path)
        case .list(let shape):
            guard let elements = value as? [Any] else { return unless(false, "list") }
            return elements.enumerated().flatMap { problems($1, shape, at: "\(path)[\($0)]") }
        case .object(let name):
            guard let members = value as? [String: Any], let object = objects[name] else { return unless(false, name) }
            return object.required.filter { members[$0] == nil }.map { "\(path): no '\($0)'" }
                + members.flatMap { key, value in
                    object.members[key].map { problems(value, $0, at: "\(path).\(key)") }
                        ?? ["\(path): '\(key)' is not in the schema of \(name)"]
                }
        }
    }
}
