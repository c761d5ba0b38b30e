import Diagnostics
import Template

/// A template to be migrated, with those of the stacks nested in it whose templates are at hand.
public struct MigrationSource: Sendable {
    /// As it is written, loops included.
    public let template: Template
    /// The file it was read from, for messages.
    public let file: String
    /// By the logical IDs of the nested stacks.
    public let nested: [String: MigrationSource]
    /// The paths of nested templates that are not there, by the logical IDs of the stacks.
    public let missing: [String: String]

    /// - Parameters:
    ///   - file: for messages.
    ///   - nested: by the logical IDs of the nested stacks; those that are not among them stay addresses.
    ///   - missing: the paths of those that were looked for.
    public init(
        _ template: Template, file: String, nested: [String: MigrationSource] = [:], missing: [String: String] = [:]
    ) {
        self.template = template
        self.file = file
        self.nested = nested
        self.missing = missing
    }

    /// Far more than anybody nests.
    private static let deepest = 16

    /// A template with those that it nests by their files.
    ///
    /// - Parameters:
    ///   - file: its path. Each file names others by paths from its own folder, as `aws cloudformation package` takes
    ///     them.
    ///   - read: the template in a file; nil where there is none, so that the stack's address stays as it is.
    /// - Throws: what `read` throws, and ``DiagnosticError`` for files that nest each other.
    public init(_ file: String, reading read: (String) throws -> Template?) throws {
        guard let template = try read(file) else {
            throw DiagnosticError(
                Diagnostic("unreadable-file", "there is no such file", at: .file(FilePosition(path: file))))
        }
        try self.init(template, file: file, around: [], reading: read)
    }

    private init(
        _ template: Template, file: String, around: [String], reading read: (String) throws -> Template?
    ) throws {
        var nested: [String: MigrationSource] = [:]
        var missing: [String: String] = [:]
        for (id, address) in template.nestedFiles {
            let inner = Template.path(of: address, in: file)
            guard let found = try read(inner) else {
                missing[id] = inner
                continue
            }
            let outer = around + [file]
            guard !outer.contains(inner), outer.count < Self.deepest else {
                throw DiagnosticError(
                    Diagnostic(
                        "template-file", "\(inner) is nested in itself",
                        at: template.origin(of: Template.pathOfAddress(of: id))?.place, path: id,
                        fix: "nest no file in itself"))
            }
            nested[id] = try MigrationSource(found, file: inner, around: outer, reading: read)
        }
        self.init(template, file: file, nested: nested, missing: missing)
    }

    /// Templates that are at hand.
    ///
    /// - Parameter name: of the root, for messages.
    public init(_ tree: TemplateTree, named name: String) {
        self.init(
            tree.template, file: name,
            nested: Dictionary(
                uniqueKeysWithValues: tree.nested.map { ($0, MigrationSource($1, named: "\(name)/\($0)")) }))
    }

    /// The template with those nested in it.
    public var tree: TemplateTree { TemplateTree(template, nested: nested.mapValues(\.tree)) }
}
