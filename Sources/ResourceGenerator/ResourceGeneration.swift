import Foundation
import ResourceInterfaces

/// The generator from end to end.
///
/// The stages, and what is handed from one to the next:
///
/// ```text
/// SchemaCatalogue    reads a schema release, merges regional variants      -> ResourceSchema
/// ModelBuilder       applies the naming and reference rules, corrections   -> ServiceModel, IdentityModel
/// RuleBuilder        makes rules of the schemas' extensions                -> RuleSet
/// PermissionBuilder  names the actions of handlers, and what they apply to -> PermissionModel
/// PackageFiles       renders Swift, doc comments and facts                 -> GeneratedFile
/// PackageWriter      writes what changed, deletes what is stale            -> Changes
/// ```
///
/// What a stage cannot express as it stands is collected as a ``Shortfall``; only what makes going on impossible throws.
public struct ResourceGeneration: Sendable {
    let model: ModelBuilder.Result
    let actions: ActionReference
    let permissions: PermissionModel
    /// The services' modules, the catalogue and the report on references; ``PackageWriter`` adds the manifest.
    public let files: [GeneratedFile]
    /// The modules of the generated services.
    public let modules: [String]

    init(
        catalogue: SchemaCatalogue, corrections: Corrections, actions: ActionReference = ActionReference(),
        rules: RuleConfiguration = RuleConfiguration(), extensions: SchemaExtensions = SchemaExtensions(),
        permissions configuration: PermissionConfiguration = PermissionConfiguration()
    ) throws {
        var model = ModelBuilder(catalogue: catalogue, corrections: corrections).build()
        var builder = RuleBuilder(rules, extensions, schemas: catalogue.schemas)
        model.rules = builder.build()
        model.shortfalls += builder.shortfalls
        permissions = PermissionBuilder(
            schemas: catalogue.schemas, resources: model.services.flatMap(\.resources), reference: actions,
            configuration: configuration, arns: corrections.arns
        ).build()
        model.shortfalls = Set(model.shortfalls + permissions.shortfalls).sorted()
        self.model = model
        self.actions = actions
        files = try PackageFiles.render(model, actions, permissions)
        modules = model.services.map(\.module)
    }

    /// Generates from a schema directory with the configuration of the package.
    ///
    /// - Parameters:
    ///   - schemas: The directory with `resources` and `providers`.
    ///   - package: The directory of the package.
    public init(schemas: URL, package: URL) throws {
        let configuration = package.appendingPathComponent("Sources/ResourceData/configuration")
        var corrections = try Corrections(file: configuration.appendingPathComponent("corrections.json"))
        corrections.targetSets = try TargetSets(file: configuration.appendingPathComponent("targets.json"))
        corrections.list = try ReferenceList(
            file: configuration.appendingPathComponent("references.json"), sets: corrections.targetSets)
        let rules = try RuleConfiguration(file: configuration.appendingPathComponent("rules.json"))
        let catalogue = try SchemaCatalogue(directory: schemas)
        let actions = schemas.deletingLastPathComponent().appendingPathComponent("AdditionalSpecs/Policies.json")
        corrections.forms = try ReferenceForms(file: configuration.appendingPathComponent("forms.json"))
        corrections.replacements = try ReplacementConfiguration(
            file: configuration.appendingPathComponent("replacements.json"))
        try self.init(
            catalogue: catalogue, corrections: corrections,
            actions: ActionReference(file: actions, permissions: catalogue.permissions, corrections: corrections),
            rules: rules,
            extensions: SchemaExtensions(directory: schemas, specifications: rules.lifecycles.map(\.file)),
            permissions: PermissionConfiguration(file: configuration.appendingPathComponent("permissions.json")))
    }

    /// What changed since the release that a package was last generated from, in Markdown; nothing where nothing
    /// changed, or where no earlier release can be read.
    public func changelog(since package: URL) -> [String] {
        Release(package: package).map { Changelog(from: $0, to: Release(model, actions, permissions.facts)).lines }
            ?? []
    }

    /// What is worth a look: every shortfall, every typed reference with the rule that found it, every string that looks
    /// like a reference.
    public var details: [String] {
        model.shortfalls.map(\.description)
            + model.statistics.typed.map { "typed: \($0.path): \($0.reference) (\($0.rule))" }
            + model.statistics.oneOf.map { "one of several: \($0.path): \($0.set)" }
            + model.statistics.any.map { "any: \($0)" } + model.statistics.several.map { "several: \($0)" }
            + model.statistics.untyped.map { "untyped: \($0)" }
            + model.statistics.plain.map { "plain: \($0)" }
    }

    /// The figures for a person, one line each.
    public var summary: [String] {
        let resources = model.services.flatMap(\.resources)
        let lines = files.filter { $0.path.hasSuffix(".swift") }
            .reduce(0) { $0 + $1.content.utf8.count { $0 == UInt8(ascii: "\n") } }
        return [
            "\(resources.count) resource types in \(model.services.count) services, \(lines) lines of Swift",
            "\(actions.services.values.reduce(0) { $0 + $1.actions.count }) actions of \(actions.services.count) services",
            "permissions of the handlers of \(permissions.facts.count) types, the ARNs of \(permissions.facts.values.count { $0.names != nil })",
            "references: \(model.statistics.typed.count) typed; "
                + "\(model.statistics.oneOf.count) to one of several types, by \(model.services.flatMap(\.targetSets).count) sets; "
                + "\(model.statistics.any.count) to any type, \(model.statistics.several.count) to several types, "
                + "\(model.statistics.untyped.count) to no type; \(model.statistics.plain.count) strings that look like one",
            "rules: of \(model.rules.schemas.count) types; \(model.rules.lists.count) lists of values",
            "\(model.shortfalls.count) shortfalls",
        ]
    }
}
