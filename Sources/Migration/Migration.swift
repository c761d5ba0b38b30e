import Diagnostics
import ResourceInterfaces
import ResourceSchemas
import Template

/// A template, with those nested in it, as Swift.
///
///     let migration = Migration(MigrationSource(template, file: "shop.json"), named: "Shop")
///     migration.files.map(\.name)     // ["Shop.swift", "Network.swift"]
///
/// What the typed resources do not say is said in raw JSON, with its reason beside it, and counted; what Swift cannot say
/// at all is among the ``problems``, and then the files are not all of the template.
public struct Migration: Sendable {
    /// The files of the stacks.
    public let files: [SwiftFile]
    /// What has no form in Swift, each at its place in the template.
    public let problems: [Diagnostic]
    /// What is said in raw JSON, each with its reason.
    public let notes: [MigrationNote]
    /// How much of it has types.
    public let tally: MigrationTally
    /// What the initializer of a nested stack takes besides the stack, with its types in Swift; nothing of an app.
    public let given: [(name: String, type: String)]
    /// The types that the files declare: each has the name of its file.
    public var typeNames: [String] { files.map { String($0.name.dropLast(".swift".count)) } }
    /// The modules that the files import.
    public let modules: [String]

    /// Whether a type of the name would hide one that the Swift of a template uses: `S3` where there are buckets.
    public static func isTaken(_ name: String, in source: MigrationSource) -> Bool {
        TakenTypes.names(in: source).contains(name)
    }

    /// What becomes of the template itself.
    public enum Form: Sendable {
        /// An app of its own.
        case app
        /// A stack that an app nests in another one: what has no default is given by that.
        case nestedStack
    }

    /// - Parameters:
    ///   - name: the type that declares the app, and the root stack: a capital letter first, then letters and digits.
    ///   - reserved: names of types that the stacks must not have.
    public init(
        _ source: MigrationSource, named name: String, as form: Form = .app, reserved: Set<String> = []
    ) {
        let parameters = source.template.parameters
        let given = form == .app ? nil : Set(parameters.filter { $1.defaultValue == nil }.map(\.0))
        var translation = StackTranslation(
            source, named: name, interfaces: .aws, given: given,
            stackNames: SwiftScope(reserved: reserved.union(TakenTypes.names(in: source)).union([name])))
        let (stack, _) = translation.run()
        files = StackFiles(stack, id: name, isRoot: form == .app).files()
        self.given = stack.given
        problems = stack.problems
        notes = stack.notes
        tally = stack.tally
        let imports = files.flatMap { $0.text.split(separator: "\n").filter { $0.hasPrefix("import ") } }
        modules = Set(imports.map { String($0.dropFirst("import ".count)) }).sorted()
    }
}
