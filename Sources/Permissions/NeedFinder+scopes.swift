import PermissionFacts
import Template

extension NeedFinder {
    /// What an action that a resource's handlers call is allowed on; nothing where it never comes to that.
    func scopes(of action: KnownAction, _ app: AppResource) -> [Scope] {
        if CustomResource.types(app.type) { return customResourceScopes(of: action.name, app) }
        switch action.name {
        case "iam:PassRole": return passedRoles(by: app)
        case "iam:CreateServiceLinkedRole": return [serviceLinkedRole(of: app)]
        default: break
        }
        guard let formats = action.formats else {
            return [Scope(resource: "*", extent: .everything("IAM's reference does not say what it applies to"))]
        }
        guard !formats.isEmpty else {
            let reason = action.isPattern ? "CloudFormation lists it as a pattern" : "it applies to no resource"
            return [Scope(resource: "*", extent: .everything(reason))]
        }
        guard !formats.contains("*") else {
            return [
                Scope(resource: "*", extent: .everything("IAM's reference does not say how its resources' ARNs look"))
            ]
        }
        let own = app.facts.names?.formats ?? []
        let tagged = action.findsWhatThereIs
        // Tags are those of the resource, whatever else the service can tag.
        if action.tags, formats.contains(where: own.contains) {
            return formats.filter(own.contains).flatMap { self.own(app, $0, tagged: tagged) }
        }
        var scopes: [Scope] = []
        var untold: [String] = []
        for format in formats {
            let told = scopeLookup.scopes(of: app.path, on: format, tagged: tagged) {
                self.told(on: format, app, tagged: tagged)
            }
            scopes += told
            if told.isEmpty { untold.append(format) }
        }
        // What a resource neither is nor has a property for takes no part in it, except in EC2, which asks for all that an
        // operation touches: images, volumes, network interfaces.
        if !scopes.isEmpty, !action.name.hasPrefix("ec2:") { return scopes }
        if scopes.isEmpty, action.reads {
            return [Scope(resource: "*", extent: .everything("it reads what the template does not name"))]
        }
        if scopes.isEmpty, untold.count > Self.mostKinds { return wholeServices(of: untold) }
        return scopes + untold.map { all(of: $0, app) }
    }

    /// What the template says of an action's resources of one kind; nothing where it says nothing.
    ///
    /// - Parameter tagged: whether the action finds a resource with its tags.
    private func told(on format: String, _ app: AppResource, tagged: Bool) -> [Scope] {
        let owners = catalogue.types(withFormat: format)
        var scopes: [Scope] = []
        if owners.contains(app.type) || app.facts.names?.formats.contains(format) == true {
            scopes += own(app, format, tagged: tagged)
        } else if let part = part(of: app, format) {
            return part
        }
        for path in Set(owners.flatMap { app.facts.references[$0] ?? [] }).sorted() {
            scopes += app.resource.values(at: path).flatMap { self.scopes(of: $0, format, owners) }
        }
        return scopes.isEmpty ? parts(ofWhat: app, format) : scopes
    }

    /// All of a kind.
    private func all(of format: String, _ app: AppResource) -> Scope {
        let paths = catalogue.types(withFormat: format).flatMap { app.facts.references[$0] ?? [] }
        let reason =
            paths.isEmpty
            ? "nothing in the template says which"
            : "\(Set(paths).sorted().joined(separator: ", ")) of \(app.path) is not given"
        return Scope(resource: ARNText.filled(format), format: format, extent: .kind(reason))
    }

    /// Of more kinds than this, of which the template tells nothing, a list would say no more than that.
    private static let mostKinds = 8

    /// Everything in region and account that formats are about, by service.
    private func wholeServices(of formats: [String]) -> [Scope] {
        let wholes = Set(
            formats.map { format in
                format.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false).prefix(3).joined(
                    separator: ":")
                    + ":*"
            })
        return wholes.sorted().map {
            Scope(
                resource: ARNText.filled($0), format: $0,
                extent: .kind(
                    "it applies to \(formats.count) kinds of resources, and nothing in the template says which"))
        }
    }

    // MARK: - The resource itself

    private func own(_ app: AppResource, _ format: String, tagged: Bool) -> [Scope] {
        scopes(app, format, tagged ? app.tags : .none)
    }

    private func scopes(_ app: AppResource, _ format: String, _ conditions: PolicyConditions) -> [Scope] {
        app.patterns(like: format).map { pattern in
            let extent: PermissionNeed.Extent =
                app.isNamed
                ? .named
                : .kind(
                    conditions.isEmpty
                        ? "AWS chooses the identifier of \(app.path)"
                        : "AWS chooses the identifier of \(app.path), whose tags are asked for")
            return Scope(resource: pattern, format: format, conditions: conditions, extent: extent)
        }
    }

    /// What belongs to the resource and has its ARN with more behind it, such as the objects of a bucket.
    private func part(of app: AppResource, _ format: String) -> [Scope]? {
        guard app.isNamed else { return nil }
        for own in app.facts.names?.formats ?? [] where format.hasPrefix(own) && format != own {
            let rest = String(format.dropFirst(own.count)).replacing("%", with: "*")
            return app.patterns.map { Scope(resource: $0 + rest, format: format, extent: .named) }
        }
        return nil
    }

    /// The same of what the resource refers to.
    private func parts(ofWhat app: AppResource, _ format: String) -> [Scope] {
        app.facts.references.sorted { $0.key < $1.key }.flatMap { type, paths -> [Scope] in
            let formats = catalogue.facts(of: type)?.names?.formats ?? []
            guard let whole = formats.first(where: { format.hasPrefix($0) && format != $0 }) else { return [] }
            let rest = String(format.dropFirst(whole.count)).replacing("%", with: "*")
            return paths.flatMap { app.resource.values(at: $0) }.flatMap { scopes(of: $0, whole, [type]) }.map {
                Scope(resource: $0.resource + rest, format: format, conditions: $0.conditions, extent: $0.extent)
            }
        }
    }

    // MARK: - What it refers to

    private func scopes(of value: EvaluatedValue, _ format: String, _ owners: [String]) -> [Scope] {
        let any = ARNText.filled(format)
        switch value {
        case .text(let text):
            if text.hasPrefix("arn:") { return [Scope(resource: text, format: format, extent: .named)] }
            // An alias names no key that anybody could tell.
            guard !text.contains("/") || format.hasPrefix("s3:"), !text.isEmpty else { break }
            let names = owners.compactMap { catalogue.facts(of: $0)?.names }
            let patterns = names.flatMap { AppResource.patterns($0, named: text) }
            let start = any.prefix { $0 != "*" }
            return patterns.filter { $0.hasPrefix(start) }.map { Scope(resource: $0, format: format, extent: .named) }
        case .unknown(let reasons):
            return reasons.flatMap { reason -> [Scope] in
                if case .afterCreation(let path) = reason, let other = resources[path], owners.contains(other.type) {
                    return scopes(other, format, other.tags)
                }
                return [Scope(resource: any, format: format, extent: .kind(reason.description))]
            }
        case .list, .object, .null: break
        }
        return [Scope(resource: any, format: format, extent: .kind("what is given for it is no name"))]
    }
}
