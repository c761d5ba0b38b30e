import Foundation

/// What is made of the schemas' extensions, which say what a type's schema leaves to code, and rules of our own in the
/// same language.
///
/// An extension does not say where it applies: that stands here. Each that a release has is used or left out with a
/// reason, so that a new one is a ``Shortfall``.
struct RuleConfiguration: Sendable, Codable {
    /// A rule: what holds of an object wherever it stands.
    struct Rule: Sendable, Codable {
        /// The extension's file below `extensions`, without `.json`.
        var file: String?
        /// The rule itself, where no extension has it.
        var schema: JSONTree?
        /// Types with the path of what the rule holds of: `AWS::EC2::SecurityGroup/SecurityGroupIngress/*`.
        var at: [String]
        /// Why, in half a sentence that follows "because" or a colon.
        var because: String
        /// The code to report under, where the keyword's own does not say enough.
        var code: String?
        /// `warning` where AWS does not refuse it.
        var severity: String?
        /// What to do, where the keyword's own advice does not help.
        var fix: String?
        /// The page that says so, of a rule of our own.
        var source: String?
        /// Keywords that are taken out wherever they stand, with the reason in ``note``.
        var without: [String]?
        /// Texts of patterns that are replaced, with the reason in ``note``.
        var replacing: [String: String]?
        /// The property whose values differ by case only and mean the same.
        var ignoringCase: String?
        /// The property by which one alternative of `anyOf` is chosen.
        var choosing: String?
        /// Why the extension is not taken as it is.
        var note: String?
    }

    /// Values that are offered in some regions.
    struct Values: Sendable, Codable {
        /// The extension's file below `extensions`, without `.json`.
        var file: String
        /// What the list is called: the type and property that it is made for.
        var name: String
        /// Types with the path of the property.
        var at: [String]
        /// The property on which they depend, such as `Engine`.
        var by: String?
    }

    /// Versions of engines.
    struct Versions: Sendable, Codable {
        /// The extension with the engines and their versions.
        var file: String
        /// The extension with those that are deprecated.
        var deprecated: String?
        /// The type with properties `Engine` and `EngineVersion`.
        var at: String
    }

    /// Days after which values are no longer taken.
    struct Lifecycle: Sendable, Codable {
        /// The file beside the schemas' directory.
        var file: String
        /// Types with the path of the property.
        var at: [String]
    }

    var rules: [Rule] = []
    var values: [Values] = []
    var versions: [Versions] = []
    var lifecycles: [Lifecycle] = []
    /// Extensions that are not used, each with its reason.
    var leftOut: [String: String] = [:]

    /// Reads the configuration file.
    ///
    /// - Throws: `GenerationError` for a file that cannot be read.
    init(file: URL) throws {
        do {
            self = try RuleConfiguration(json: Data(contentsOf: file))
        } catch {
            throw GenerationError.unreadableConfiguration(file: file.lastPathComponent, reason: "\(error)")
        }
    }

    init() {}

    /// The extensions that it speaks of.
    var files: Set<String> {
        Set(
            rules.compactMap(\.file) + values.map(\.file)
                + versions.flatMap { [$0.file, $0.deprecated].compactMap(\.self) }
                + leftOut.keys)
    }
}
