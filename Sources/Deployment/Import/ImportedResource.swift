import AWSResourceCatalogue
import CloudFormation
import Diagnostics
import Environments
import ResourceSchemas
import Template
import Terminal

/// A resource that exists, and that a stack is to take over.
struct ImportedResource: Sendable {
    /// As in `Data/Database`.
    let path: String
    /// As it is declared.
    let source: SynthesizedResource
    let declaration: Template.Resource
    /// What identifies it, by the names of its type's primary identifier.
    let identifier: [(name: String, value: String)]
    /// What is known of its type.
    let facts: ResourceFacts

    var logicalID: String { source.logicalID }
    /// The nested stack that holds it, as in `Data`; empty for the root.
    var stackPath: String { path.split(separator: "/").dropLast().joined(separator: "/") }

    /// What the parts of an identifier are separated by, as in AWS's Cloud Control API: User Guide, "Identifying
    /// resources".
    static let separator: Character = "|"

    /// Reads what somebody typed, as in `Data/Database=my-db`.
    ///
    /// - Throws: ``UsageError`` for what is no such thing, `DiagnosticError` for what AWS would refuse.
    init(_ word: String, in templates: DeployableTemplates, catalogue: ResourceCatalogue = .aws) throws {
        guard let equals = word.firstIndex(of: "="), equals > word.startIndex else {
            throw UsageError("'\(word)' names no resource and what it is, as in Data/Database=my-db")
        }
        path = String(word[..<equals])
        let value = String(word[word.index(after: equals)...])
        guard let source = templates.resource(at: path),
            let declaration = templates.declaration(at: path), source.nestedTemplate == nil
        else {
            let known = templates.paths
            throw DiagnosticError(
                Diagnostic(
                    "not-importable",
                    "the templates have no resource \(path); \(Suggestion.question(for: path, in: known))declare it first, then import it"
                ))
        }
        self.source = source
        self.declaration = declaration
        let known = catalogue.facts(of: declaration.type)
        facts = known ?? ResourceFacts()
        var problems = Self.problems(of: declaration, known)
        let names = facts.identifier
        let parts = value.split(separator: Self.separator, omittingEmptySubsequences: false).map(String.init)
        // A single part may be any text.
        let values = names.count == 1 ? [value] : parts
        identifier = Array(zip(names.map { $0.split(separator: "/").last.map(String.init) ?? $0 }, values))
        if !names.isEmpty, values.count != names.count || values.contains("") {
            let wanted = names.joined(separator: String(Self.separator))
            problems.append(
                (
                    "'\(value)' does not identify a resource of type \(declaration.type)",
                    "give \(path)='\(wanted)', each as AWS has it"
                ))
        }
        for part in identifier {
            guard let declared = declaration.properties[part.name]?.scalarText,
                likeness(of: part, to: declared) == .other
            else { continue }
            problems.append(
                (
                    "\(part.name) is '\(declared)' in the template, and '\(part.value)' is to be imported",
                    "let both be the same"
                ))
        }
        guard problems.isEmpty else {
            let path = path
            throw DiagnosticError(
                problems.map { problem, fix in
                    Diagnostic("not-importable", "\(path): \(problem)", at: .source(source.location), fix: fix)
                })
        }
    }

    /// Why AWS takes over no such resource. AWS CloudFormation User Guide, "Import AWS resources into a CloudFormation
    /// stack manually".
    private static func problems(
        of declaration: Template.Resource, _ facts: ResourceFacts?
    ) -> [(problem: String, fix: String)] {
        var problems: [(String, String)] = []
        if facts == nil || facts?.isUnreadable == true || facts?.identifier.isEmpty == true {
            problems.append(
                (
                    "CloudFormation imports nothing of type \(declaration.type), which it cannot read",
                    "let the deployment make a new one, or leave it out of the stack and refer to it"
                ))
        }
        if declaration.deletionPolicy == nil {
            problems.append(
                (
                    "what is imported has to have a deletion policy",
                    "declare it with 'deletionPolicy: .retain', so that no rollback and no deletion takes it along"
                ))
        }
        return problems
    }

    /// How AWS takes it. AWS CloudFormation API Reference, "ResourceToImport".
    var json: RenderedJSON {
        .object([
            ("ResourceType", .text(declaration.type)), ("LogicalResourceId", .text(logicalID)),
            ("ResourceIdentifier", .object(identifier.map { ($0.name, .text($0.value)) })),
        ])
    }

    /// As messages call it, as in `my-db`.
    var identity: String { identifier.map(\.value).joined(separator: String(Self.separator)) }

    /// Whether only one of the two can be imported: both are declared by one resource, or are one that exists.
    func isRival(of other: ImportedResource) -> Bool {
        path == other.path || declaration.type == other.declaration.type && identity == other.identity
    }
}

extension DeployableTemplates {
    /// The resource as its template declares it.
    fileprivate func declaration(at path: String) -> Template.Resource? {
        let names = path.split(separator: "/").map(String.init)
        guard let last = names.last else { return nil }
        return template(at: names.dropLast().joined(separator: "/"))?.template.resources[last]
    }

    /// The template of a nested stack such as `Data`; the root's for an empty path.
    package func template(at path: String) -> SynthesizedTemplate? {
        path.isEmpty ? root : resource(at: path).flatMap(template(nestedBy:))
    }

    /// The paths of all resources that are no nested stacks.
    fileprivate var paths: [String] {
        var paths: [String] = []
        func add(_ template: SynthesizedTemplate, prefix: String, depth: Int) {
            for resource in template.resources {
                guard depth < 16, let nested = self.template(nestedBy: resource) else {
                    paths.append(prefix + resource.logicalID)
                    continue
                }
                add(nested, prefix: prefix + resource.logicalID + "/", depth: depth + 1)
            }
        }
        if let root { add(root, prefix: "", depth: 0) }
        return paths
    }
}
