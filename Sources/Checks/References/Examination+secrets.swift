import Template

extension Examination {
    /// Secrets stand in properties only, which nobody is shown.
    mutating func checkSecrets() {
        let secrets = Set(template.parameters.filter { $0.1.noEcho }.map(\.0))
        guard !secrets.isEmpty else { return }
        for reference in references {
            guard case .parameter(let name) = reference.target, secrets.contains(name),
                let place = reference.path.placeThatIsShown
            else { continue }
            report(
                "secret-shown", "\(self.name(of: reference)) is a secret, and \(place) would show it",
                at: reference.path,
                fix: "use the secret in properties only; a parameter of the root stack passes down unseen",
                fixOfFile: "use the secret in properties only")
        }
    }
}

extension Template.Path {
    fileprivate var placeThatIsShown: String? {
        switch section {
        case .outputs: "an output"
        case .resources where steps.count > 2 && steps[2] == .key("Metadata"): "the metadata of a resource"
        default: nil
        }
    }
}
