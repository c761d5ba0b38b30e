import Diagnostics

/// The resources that an option names, so that what would stop a deployment does not stop it for them.
struct AllowedResources: Sendable, Equatable {
    /// As in `--allow-replacement`.
    let option: String
    let names: Set<String>

    /// Names for which nothing would stop it, each as a mistake worth telling.
    ///
    /// - Parameters:
    ///   - known: what stops it.
    ///   - subject: what that is, as in "what holds data and goes".
    ///   - nothing: that there is none, as in "nothing that holds data goes".
    func superfluous(among known: [String], _ subject: String, nothing: String) -> [String] {
        names.subtracting(known).sorted().map { name in
            "\(option) \(name) allows nothing: \(Suggestion.question(for: name, in: known))"
                + (known.isEmpty ? nothing : "\(subject) is \(known.joined(separator: ", "))")
        }
    }
}
