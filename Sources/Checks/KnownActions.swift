import ResourceSchemas

/// The actions of the services that templates name. Each is read once: policies name the same ones again and again.
final class KnownActions {
    private let catalogue: ActionCatalogue
    private var known: [String: ServiceActions?] = [:]
    private var actions: [String: [String: ServiceActions.Action?]] = [:]
    /// By the texts of policies, however they are spelt.
    private var ofTexts: [String: ServiceActions.Action] = [:]
    private var patterns: [String: TextPattern] = [:]
    /// The prefixes of all services.
    private(set) lazy var services = catalogue.services

    init(_ catalogue: ActionCatalogue) {
        self.catalogue = catalogue
    }

    /// The actions behind a prefix in lower case; nil for one that no service has.
    func service(_ prefix: String) -> ServiceActions? {
        if let service = known[prefix] { return service }
        let service = catalogue.service(prefix)
        known.updateValue(service, forKey: prefix)
        return service
    }

    /// - Parameters:
    ///   - name: in lower case.
    ///   - prefix: of the service, in lower case.
    func action(_ name: String, of prefix: String) -> ServiceActions.Action? {
        if let action = actions[prefix]?[name] { return action }
        let action = service(prefix)?.action(name)
        actions[prefix, default: [:]].updateValue(action, forKey: name)
        return action
    }

    /// The action that a policy's text means by itself, if it was met before.
    func action(named text: String) -> ServiceActions.Action? { ofTexts[text] }

    func remember(_ action: ServiceActions.Action, named text: String) { ofTexts[text] = action }

    /// What an ARN looks like that actions apply to, by its format without `arn:aws:`.
    func pattern(ofFormat format: String) -> TextPattern {
        if let pattern = patterns[format] { return pattern }
        let pattern = TextPattern(glob: "arn:*:" + format).asARN(isFormat: true)
        patterns[format] = pattern
        return pattern
    }

    /// What the ARNs look like of everything that an action of S3 applies to.
    private(set) lazy var bucketPatterns = (service("s3")?.resources ?? []).map { pattern(ofFormat: $0) }
}
