import Diagnostics
import ResourceInterfaces
import ResourceSchemas
import Template

/// Resources of a template as a type of their own, whose initializer adds them to a stack: what is to stand beside Swift
/// that is there. Those that they refer to are arguments of the initializer.
public struct AddedResources: Sendable {
    /// The file with the type.
    public let file: SwiftFile
    /// The modules that it imports.
    public let modules: [String]
    /// The resources of the template that those which are added refer to, by their names in Swift, with their types.
    public let arguments: [(name: String, id: String, type: String)]
    /// What has no form in Swift.
    public let problems: [Diagnostic]
    /// What is said in raw JSON, each with its reason.
    public let notes: [MigrationNote]

    /// - Parameters:
    ///   - template: with the resources, and those that they refer to.
    ///   - ids: the logical IDs of the resources that are added.
    ///   - name: of the type.
    ///   - summary: what the type's comment says.
    public init(_ template: Template, adding ids: [String], named name: String, summary: String) {
        let context = TranslationContext(template, interfaces: .aws, nested: [:])
        var statements: [Statement] = []
        var problems: [Diagnostic] = []
        for id in ids {
            guard let resource = template.resources[id] else { continue }
            do throws(Unsaid) {
                statements.append(try ResourceWriter(context: context).write(id, resource))
            } catch {
                problems.append(
                    Diagnostic(
                        "not-migrated", "\(id) has no form in Swift: \(error.reason)", at: nil as Diagnostic.Place?))
            }
        }
        statements = statements.inOrderOfUse
        let own = Set(statements.compactMap(\.name))
        let needed = statements.reduce(into: Set<String>()) { $0.formUnion($1.variables) }.subtracting(own)
        arguments = context.names.resources.filter { needed.contains($0.value) }.sorted { $0.value < $1.value }.map {
            id, name in
            let type = TypeName(template.resources[id]?.type ?? "").map(SwiftType.name)
            return (name, id, "Resource<\(type ?? "RawResource")>")
        }
        let imports = statements.reduce(into: Set<String>()) { $0.formUnion($1.modules) }
            .union(arguments.compactMap { TypeName(template.resources[$0.id]?.type ?? "").map(SwiftName.module) })
        modules = (imports.isEmpty ? ["CloudFormation"] : imports).sorted()
        self.problems = problems
        notes = context.notes.map {
            MigrationNote(place: nil, path: $0.path.description, reason: $0.reason)
        }

        var lines = SwiftLines()
        for module in modules { lines.add("import \(module)") }
        lines.add()
        for line in Comment.lines(summary, mark: "///", indentation: 0) { lines.add(line) }
        lines.add("struct \(name) {")
        for statement in statements {
            if let name = statement.name { lines.add("let \(SwiftName.escaped(name)): \(statement.type)", at: 4) }
        }
        lines.add()
        let parameters = ["in stack: Stack"] + arguments.map { "\(SwiftName.escaped($0.name)): \($0.type)" }
        lines.add("init(\(parameters.joined(separator: ", "))) {", at: 4)
        StatementLayout(indentation: 8, used: own, properties: own).lay(statements, into: &lines)
        lines.add("}", at: 4)
        lines.add("}")
        file = SwiftFile(name: "\(name).swift", text: lines.text)
    }
}
