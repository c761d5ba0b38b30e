import AWSAccess
import AWSResourceCatalogue
import Diagnostics
import Environments
import Foundation
import ResourceSchemas
import Template
import Terminal

/// A resource that somebody made by hand, as it is now.
struct AdoptedResource: Sendable {
    /// As in `AWS::SQS::Queue`.
    let type: String
    /// By which Cloud Control and imports know it.
    let identifier: String
    /// Without what AWS sets itself.
    let properties: Template.Object

    /// What somebody types: `AWS::SQS::Queue=https://...`.
    struct Name: Sendable, Equatable {
        let type: String
        let identifier: String

        /// - Throws: `UsageError` for what is no such thing.
        init(_ word: String) throws {
            guard let equals = word.firstIndex(of: "="), TypeName(String(word[..<equals])) != nil,
                equals < word.index(before: word.endIndex)
            else {
                throw UsageError("'\(word)' names no type and what it is, as in AWS::DynamoDB::Table=notes")
            }
            type = String(word[..<equals])
            identifier = String(word[word.index(after: equals)...])
        }

        /// What Cloud Control is asked with.
        var request: String {
            String(RenderedJSON.object([("Identifier", .text(identifier)), ("TypeName", .text(type))]).line.dropLast())
        }
    }

    /// Reads it through AWS's Cloud Control API ("GetResource" in its API reference: the properties come as a text in JSON).
    ///
    /// - Throws: `DiagnosticError` for what does not exist, and what AWS cannot read or import; ``AWSError``.
    init(reading name: Name, with aws: AWSCLI, catalogue: ResourceCatalogue = .aws) async throws {
        let facts = catalogue.facts(of: name.type)
        guard let facts, !facts.isUnreadable, !facts.identifier.isEmpty else {
            let meant = facts == nil ? Suggestion.question(for: name.type, in: catalogue.typeNames) : ""
            throw DiagnosticError(
                Self.problem(
                    "CloudFormation imports nothing of type \(name.type), which it cannot read; \(meant)"
                        .trimmingCharacters(in: CharacterSet(charactersIn: "; ")),
                    fix: "let a deployment make a new one, or leave it where it is and refer to it by its name"))
        }
        let found = try await Self.description(of: name, with: aws)
        type = name.type
        identifier = name.identifier
        var object = found
        for path in facts.readOnly { object = object.removing(path.split(separator: "/")[...]) }
        properties = object.withoutTagsOfAWS
    }

    private struct Answer: Decodable {
        struct Description: Decodable {
            let properties: String
        }
        let resourceDescription: Description
    }

    /// All properties, with those that AWS sets.
    static func description(of name: Name, with aws: AWSCLI) async throws -> Template.Object {
        let answer: Answer
        do {
            // In one document: version 1 of the CLI would fetch an option's value that is an address, as that of a queue.
            answer = try await aws.run(
                ["cloudcontrol", "get-resource", "--cli-input-json", name.request], as: Answer.self)
        } catch AWSError.service(code: "ResourceNotFoundException", _, let message) {
            throw DiagnosticError(
                problem(
                    "there is no \(name.type) '\(name.identifier)' in \(aws.connection.region): \(message)",
                    fix: "identify it as AWS's Cloud Control API does, its parts with | between them"))
        }
        let text = "{\"Resources\":{\"R\":{\"Type\":\"T\",\"Properties\":\(answer.resourceDescription.properties)}}}"
        return try Template(parsing: Array(text.utf8), file: name.identifier).resources["R"]?.properties ?? [:]
    }

    static func problem(_ message: String, fix: String) -> Diagnostic {
        Diagnostic("not-importable", message, at: nil as Diagnostic.Place?, fix: fix)
    }

    /// What it is called by those who made it: the last part of what identifies it, as a logical ID.
    var suggestedID: String {
        let last = identifier.split { "/:|".contains($0) }.last.map(String.init) ?? ""
        let name = SwiftName.type(last.prefix { $0 != "." }.description)
        return name.first?.isLetter == true ? name : SwiftName.type(TypeName(type)?.resource ?? "Resource") + name
    }
}

extension Template.Object {
    /// Without what stands at a path, in which `*` is each element of a list.
    fileprivate func removing(_ path: ArraySlice<Substring>) -> Template.Object {
        guard let key = path.first else { return self }
        return Template.Object(
            entries.compactMap { entry in
                guard entry.key == key else { return entry }
                guard path.count > 1 else { return nil }
                return Entry(entry.key, entry.value.removing(path.dropFirst()))
            })
    }

    /// Tags that begin with `aws:` are AWS's own, and nobody else may give them ("Tag naming limits and requirements" in the
    /// guide to tagging AWS resources).
    fileprivate var withoutTagsOfAWS: Template.Object {
        Template.Object(
            entries.map { entry in
                guard let list = entry.value.list else { return entry }
                let own = list.filter { $0["Key"]?.string?.hasPrefix("aws:") != true }
                return Entry(entry.key, own.count == list.count ? entry.value : .list(own))
            })
    }
}

extension Template.Expression {
    fileprivate func removing(_ path: ArraySlice<Substring>) -> Template.Expression {
        switch self {
        case .object(let object): .object(object.removing(path))
        case .list(let elements) where path.first == "*": .list(elements.map { $0.removing(path.dropFirst()) })
        default: self
        }
    }
}
