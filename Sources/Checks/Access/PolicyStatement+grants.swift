import Template

extension PolicyStatement {
    /// Whether the statement may allow an action on something. What cannot be known may be.
    ///
    /// - Parameters:
    ///   - action: as in `sqs:SendMessage`.
    ///   - services: how the service that does it may be called; nil where the policy belongs to who does it.
    func mayAllow(
        _ action: String, on target: TextPattern, for services: [TextPattern]? = nil, in wiring: Wiring
    ) -> Bool {
        guard placed.value.object != nil else { return true }
        return mayAllow && mayMean(action) && mayApply(to: target, in: wiring)
            && (services.map { mayName($0, in: wiring) } ?? true)
    }

    /// Whether more actions can be written into the statement: it allows others of their service on the same thing.
    func canTake(_ actions: [String], on target: TextPattern, in wiring: Wiring) -> Bool {
        let known = elements("Action").map(\.value.string)
        let services = Set((known.compactMap(\.self) + actions).map { $0.prefix { $0 != ":" }.lowercased() })
        return placed.value["Effect"]?.string == "Allow" && !known.isEmpty && !known.contains(nil)
            && services.count == 1 && mayApply(to: target, in: wiring)
    }

    private func mayMean(_ action: String) -> Bool {
        let action = action.lowercased()
        // Most that is needed is named, and patterns take longer.
        if actionNames.contains(action) { return true }
        let name = TextPattern(action.utf8.map(TextPattern.Symbol.byte))
        if actionPatterns.isEmpty { return !exceptedPatterns.contains { $0?.meets(name) == true } }
        return actionPatterns.contains { $0?.meets(name) ?? true }
    }

    private func mayApply(to target: TextPattern, in wiring: Wiring) -> Bool {
        resources.isEmpty || patterns(ofResources: wiring).contains { $0.contains { $0.meets(target) } }
    }

    private func mayName(_ services: [TextPattern], in wiring: Wiring) -> Bool {
        let principals = placed["Principal"]
        return principals.isEmpty
            || principals.contains { principal in
                guard let object = principal.value.object else { return true }
                if object.hasKey(startingWith: "Fn::") { return true }
                return mayBeAnyone(principal)
                    || principal["Service"].flatMap(\.elements).contains { service in
                        wiring.patterns(of: service.value, in: stack).contains { pattern in
                            services.contains(where: pattern.meets)
                        }
                    }
            }
    }

    /// `"AWS": "*"` means services too.
    private func mayBeAnyone(_ principal: PlacedValue) -> Bool {
        principal["AWS"].flatMap(\.elements).contains { $0.value == .string("*") }
    }

    /// One that allows actions on everything.
    static func allowing(_ actions: [String]) -> PolicyStatement {
        PolicyStatement(
            placed: PlacedValue(
                .object([
                    "Effect": "Allow", "Action": .list(actions.map(Template.Expression.string)), "Resource": "*",
                ]), at: Template.Path()),
            stack: 0)
    }
}

extension [PolicyStatement] {
    /// - Parameter source: what a service does it for; nil where that is not known. Found where a statement is met that
    ///   may ask for it.
    func mayAllow(
        _ action: String, on target: TextPattern, for services: [TextPattern]? = nil,
        from source: @autoclosure () -> ResourceARN? = nil, in wiring: Wiring
    ) -> Bool {
        contains { statement in
            statement.mayAllow(action, on: target, for: services, in: wiring)
                && source().map { statement.mayBeAbout($0, key: "aws:SourceArn", in: wiring) } ?? true
        }
    }
}
