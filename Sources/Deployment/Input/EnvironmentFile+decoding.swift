import Foundation
import Terminal

extension EnvironmentFile {
    /// Reads an environment from the bytes of its file.
    ///
    /// - Throws: ``DeploymentError`` for text that is not JSON, unknown or missing keys, and values of the wrong type.
    static func decode(_ data: Data, name: String, fileName: String) throws -> EnvironmentFile {
        let contents: Contents
        do {
            contents = try JSONDecoder().decode(Contents.self, from: data)
        } catch let error as DecodingError {
            throw DeploymentError("\(fileName): error: \(explanation(of: error, in: data))")
        }
        var problems: [String] = []
        func problem(_ text: String) { problems.append("\(fileName): error: \(text)") }

        for (key, line) in RepeatedKeys.find(in: data) {
            problems.append("\(fileName):\(line): error: the key '\(key)' is given twice; leave one of them out")
        }
        if contents.region.wholeMatch(of: #/[a-z]{2}(-[a-z]+)+-\d/#) == nil {
            problem("'region' is '\(contents.region)'; allowed: an AWS region such as eu-west-3")
        }
        if let endpoint = contents.endpoint, !isLoopback(endpoint) {
            problem(
                "'endpoint' is '\(endpoint)'; allowed: an address of this machine such as http://localhost:4566 (leave it out for AWS)")
        }
        if contents.endpoint == nil, let environment = contents.parameters["Environment"]?.text, environment != name {
            // One letter here, and the names in the stack would be another environment's. The local cloud stands in for any.
            problem("parameter 'Environment' is '\(environment)'; it must be '\(name)', like the name of the file")
        }
        let stackName = contents.stackName ?? contents.parameters["ProjectName"].map { "\($0.text)-\(name)" }
        if let stackName {
            if stackName.wholeMatch(of: #/[A-Za-z][A-Za-z0-9-]{0,127}/#) == nil {
                problem("the stack's name is '\(stackName)'; allowed: a letter, then up to 127 letters, digits and hyphens")
            }
        } else {
            problem("the stack has no name; add 'stackName', or the parameter 'ProjectName' that it is made from")
        }
        guard problems.isEmpty, let stackName else { throw DeploymentError(problems: problems) }
        return EnvironmentFile(
            name: name, fileName: fileName, region: contents.region, endpoint: contents.endpoint,
            isProtected: contents.protected, stackName: stackName, parameters: contents.parameters.mapValues(\.text),
            tags: contents.tags.mapValues(\.text), parameterLines: lines(of: contents.parameters.keys, in: data))
    }

    /// Whether an address is `http` on the loopback interface: dummy credentials and templates go there in the clear.
    static func isLoopback(_ endpoint: String) -> Bool {
        guard let url = URLComponents(string: endpoint), url.scheme == "http" || url.scheme == "https",
            url.user == nil, url.password == nil, url.path.isEmpty || url.path == "/", let host = url.host
        else { return false }
        return ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host.lowercased())
    }

    /// The first line in which a name stands as a key.
    private static func lines(of names: some Sequence<String>, in data: Data) -> [String: Int] {
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        var found: [String: Int] = [:]
        for name in names {
            let line = lines.firstIndex { line in
                guard let key = line.range(of: "\"\(name)\"") else { return false }
                return line[key.upperBound...].drop(while: \.isWhitespace).first == ":"
            }
            found[name] = line.map { $0 + 1 }
        }
        return found
    }

    private static func explanation(of error: DecodingError, in data: Data) -> String {
        func place(_ context: DecodingError.Context) -> String {
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            return path.isEmpty ? "the file" : "'\(path)'"
        }
        switch error {
        case .keyNotFound(let key, _):
            return "key '\(key.stringValue)' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "\(place(context)) has the wrong type; \(context.debugDescription)"
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            return "the file is not valid JSON: \(syntaxProblem(in: data) ?? context.debugDescription)"
        case .dataCorrupted(let context):
            return context.debugDescription
        @unknown default:
            return "\(error)"
        }
    }

    /// What the other JSON parser of Foundation says, because that one tells where it stopped on Linux too.
    private static func syntaxProblem(in data: Data) -> String? {
        do {
            _ = try JSONSerialization.jsonObject(with: data)
            return nil
        } catch {
            guard let text = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String else { return nil }
            guard let match = text.firstMatch(of: #/around character (?<offset>\d+)/#), let offset = Int(match.offset) else { return text }
            let line = data.prefix(offset).count { $0 == UInt8(ascii: "\n") } + 1
            return text.replacingCharacters(in: match.range, with: "in line \(line)")
        }
    }
}

/// The JSON of an environment file; keys that it does not know are errors, so that a typing mistake cannot go unseen.
private struct Contents: Decodable {
    var region: String
    var endpoint: String?
    var protected: Bool
    var stackName: String?
    var parameters: [String: Scalar]
    var tags: [String: Scalar]

    private enum Key: String, CodingKey, CaseIterable {
        case region, endpoint, protected, stackName, parameters, tags
    }

    init(from decoder: any Decoder) throws {
        let names = Key.allCases.map(\.rawValue)
        for key in try decoder.container(keyedBy: AnyKey.self).allKeys where !names.contains(key.stringValue) {
            let guess = Suggestion.question(for: key.stringValue, in: names)
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: [key],
                    debugDescription: "unknown key '\(key.stringValue)'; \(guess)Allowed: \(names.joined(separator: ", "))"))
        }
        let container = try decoder.container(keyedBy: Key.self)
        region = try container.decode(String.self, forKey: .region)
        endpoint = try container.decodeIfPresent(String.self, forKey: .endpoint)
        protected = try container.decodeIfPresent(Bool.self, forKey: .protected) ?? false
        stackName = try container.decodeIfPresent(String.self, forKey: .stackName)
        parameters = try container.decodeIfPresent([String: Scalar].self, forKey: .parameters) ?? [:]
        tags = try container.decodeIfPresent([String: Scalar].self, forKey: .tags) ?? [:]
    }
}

/// Any key of an object, to see the ones that are not expected.
private struct AnyKey: CodingKey {
    let stringValue: String
    let intValue: Int? = nil
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

/// A string, number or boolean, as the text that CloudFormation takes.
private struct Scalar: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self.text = text
        } else if let flag = try? container.decode(Bool.self) {
            self.text = flag ? "true" : "false"
        } else if let whole = try? container.decode(Int64.self) {
            self.text = String(whole)
        } else if let number = try? container.decode(Double.self) {
            self.text = String(number)
        } else {
            let name = decoder.codingPath.last?.stringValue ?? ""
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "the value of '\(name)' must be a string, a number or a boolean"))
        }
    }
}
