/// What a command line said, once it was read with a ``CommandSyntax``.
public struct Arguments: Sendable {
    /// What they were read with.
    public let syntax: CommandSyntax
    var values: [String: String] = [:]
    var allValues: [String: [String]] = [:]
    var flags: Set<String> = []

    /// The arguments known by their places, in order.
    public internal(set) var positionals: [String] = []

    init(syntax: CommandSyntax) {
        self.syntax = syntax
    }

    /// Whether a flag was given.
    public func flag(_ name: String) -> Bool {
        assert(syntax.options.contains { $0.name == name && $0.placeholder == nil }, "--\(name) is no declared flag")
        return flags.contains(name)
    }

    /// The value of an option, nil when it was not given.
    public func value(_ name: String) -> String? {
        assert(syntax.options.contains { $0.name == name && $0.placeholder != nil }, "--\(name) is no declared option")
        return values[name]
    }

    /// All values of an option that may be repeated, in order.
    public func values(_ name: String) -> [String] {
        assert(syntax.options.contains { $0.name == name && $0.placeholder != nil }, "--\(name) is no declared option")
        return allValues[name] ?? []
    }

    /// The value of an option that must be one of a few words.
    ///
    /// - Throws: ``UsageError`` that names the allowed words.
    public func choice(_ name: String, from allowed: [String], default standard: String) throws(UsageError) -> String {
        guard let text = value(name) else { return standard }
        guard allowed.contains(text) else {
            throw UsageError("--\(name) is '\(text)'; allowed: \(allowed.joined(separator: ", "))")
        }
        return text
    }

    /// The value of an option that must be a whole number.
    ///
    /// - Throws: ``UsageError`` that names the allowed range.
    public func integer(_ name: String, in range: ClosedRange<Int>, default standard: Int) throws(UsageError) -> Int {
        guard let text = value(name) else { return standard }
        guard let number = Int(text), range.contains(number) else {
            throw UsageError(
                "--\(name) is '\(text)'; allowed: a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}
