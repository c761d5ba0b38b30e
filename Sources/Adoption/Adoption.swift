import AWSAccess
import Diagnostics
import Environments
import Foundation
import Migration
import ResourceSchemas
import Template
import Terminal

/// Resources that were made by hand, as Swift for one stack.
struct Adoption: Sendable {
    let stack: AdoptingStack
    let file: SwiftFile
    /// What the type's initializer takes besides the stack, each with the resource that is meant.
    let arguments: [String]
    /// The line that adds the resources to the stack.
    let call: String
    /// What `import` takes: `Data/Orders=https://...`.
    let imports: [String]

    /// - Throws: `DiagnosticError` for what AWS cannot import, and what has no form in Swift; `UsageError`; ``AWSError``.
    init(
        of names: [AdoptedResource.Name], into stack: AdoptingStack, named wanted: String?,
        _ environment: EnvironmentFile, with aws: AWSCLI
    ) async throws {
        self.stack = stack
        let deployed = try await Self.resources(of: stack.path, environment, with: aws)
        var references = DeployedReferences(to: deployed, with: aws)
        var taken = Set(stack.template.resources.names + stack.template.parameters.names)
        var members = stack.template.resources.object.entries
        var added: [(id: String, resource: AdoptedResource)] = []
        for name in names {
            let resource = try await AdoptedResource(reading: name, with: aws)
            var id = resource.suggestedID
            var number = 2
            while !taken.insert(id).inserted {
                id = "\(resource.suggestedID)\(number)"
                number += 1
            }
            let properties = try await references.resolve(resource.properties, except: name.identifier)
            let declaration = Template.Resource(
                type: name.type, deletionPolicy: "Retain", updateReplacePolicy: "Retain", properties: properties)
            members.append(.init(id, declaration.value))
            added.append((id, resource))
        }
        let template = Template(
            resources: Template.Section(
                members.compactMap { entry in Template.Resource(entry.value).map { (entry.key, $0) } }))
        let types = stack.typeNames
        var name = wanted ?? (added.count == 1 ? added[0].id : "Adopted")
        if wanted == nil, types.contains(name) { name += "Resources" }
        guard name.wholeMatch(of: /[A-Z][A-Za-z0-9]{0,63}/) != nil, !types.contains(name) else {
            throw UsageError("the name '\(name)' is none of a new type in Swift; choose one with --name, as in WebShop")
        }
        let swift = AddedResources(
            template, adding: added.map(\.id), named: name,
            summary: "What was made by hand: \(names.map(\.identifier).joined(separator: ", ")).")
        guard swift.problems.isEmpty else { throw DiagnosticError(swift.problems) }
        file = swift.file
        arguments = swift.arguments.map { "\($0.name) is the \($0.type) whose logical ID is \($0.id)" }
        let values = swift.arguments.map { "\($0.name): ..." }
        call = "_ = \(name)(\((["in: \(stack.call?.call.stack ?? "stack")"] + values).joined(separator: ", ")))"
        let prefix = stack.path.isEmpty ? "" : stack.path + "/"
        imports = added.map { "\(prefix)\($0.id)=\($0.resource.identifier)" }
    }

    /// The resources of the deployed stack.
    private static func resources(
        of path: String, _ environment: EnvironmentFile, with aws: AWSCLI
    ) async throws -> [StackResourceSummary] {
        guard try await aws.stack(environment.stackName) != nil else {
            throw CommandError.notDeployed(environment, aws.connection)
        }
        var resources = try await aws.resources(ofStack: environment.stackName)
        for name in path.split(separator: "/") {
            guard let id = resources.first(where: { $0.logicalResourceId == name })?.physicalResourceId, !id.isEmpty
            else {
                throw CommandError("not-importable", "\(path) is not deployed yet", hints: ["deploy it once first"])
            }
            resources = try await aws.resources(ofStack: id)
        }
        return resources
    }

    // MARK: - Writing

    /// Whether the line that calls it is written too: where nothing is left to choose.
    var isCalled: Bool { arguments.isEmpty && stack.call != nil }

    /// Writes the file, and the line that calls it; both or none.
    ///
    /// - Throws: `DiagnosticError` where the file is there already; what writing does.
    func write() throws {
        let path = "\(stack.folder)/Stacks/\(file.name)"
        guard !FileManager.default.fileExists(atPath: path) else {
            throw DiagnosticError(
                Diagnostic(
                    "not-importable", "there is a file of that name in the app already",
                    at: .file(FilePosition(path: path)), fix: "choose another name with --name"))
        }
        try file.text.write(toFile: path, atomically: true, encoding: .utf8)
        guard isCalled, let (source, place) = stack.call else { return }
        do {
            try place.adding(call).write(toFile: "\(stack.folder)/\(source)", atomically: true, encoding: .utf8)
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
    }
}
