extension ImportedResource {
    /// Whether it is what a stack has under its logical ID.
    enum Match: Sendable, Equatable {
        case same, other
        /// What is known of the two does not tell.
        case unknown
    }

    /// Compares what is to be imported with what a stack has.
    ///
    /// Both have their own way to name a resource. An import goes by the type's primary identifier, of one part or
    /// several; a stack tells the physical ID, which is what `Ref` returns: the whole identifier, all parts with bars
    /// between them, one part, or something else. AWS Cloud Control API User Guide, "Identifying resources"; AWS
    /// CloudFormation Template Reference, "Return values" of each type.
    ///
    /// - Parameters:
    ///   - physicalID: that of what the stack has.
    ///   - declared: the value that the stack has for a property of it; nil where that is not known.
    func match(physicalID: String, declared: (String) -> String?) -> Match {
        if physicalID == identity { return .same }
        if physicalID.isEmpty { return .unknown }
        let reference = facts.returns["Ref"]
        guard identifier.count > 1 else {
            let part = identifier[0]
            // A rule of EventBridge is identified by its ARN, and its physical ID is a name.
            let form = facts.returns[part.name]
            return form == nil || form == reference ? likeness(of: part, to: physicalID) : .unknown
        }
        for part in identifier {
            guard let form = facts.returns[part.name], Self.uniqueForms.contains(form) else { continue }
            if part.value == physicalID { return .same }
            if form == reference { return likeness(of: part, to: physicalID) }
        }
        let parts = physicalID.split(separator: Self.separator, omittingEmptySubsequences: false).map(String.init)
        if parts.count == identifier.count {
            // In another order they may be those of another one.
            if parts.sorted() == identifier.map(\.value).sorted() { return .unknown }
            return Self.all(zip(identifier, parts).map(likeness))
        }
        let isOnePart = identifier.count { $0.value == physicalID } == 1
        return Self.all(
            identifier.map { part in
                if let text = declared(part.name) { return likeness(of: part, to: text) }
                return isOnePart && part.value == physicalID ? .same : .unknown
            })
    }

    /// Whether what was typed for a part of the identifier, or is declared, is a text that AWS has.
    func likeness(of part: (name: String, value: String), to text: String) -> Match {
        if part.value == text { return .same }
        guard ResourceDrift.Difference.areSpellings(part.value, text) else { return .other }
        return facts.isRewritten(part.name) ? .same : .unknown
    }

    /// What there is one of in the world: an ARN of the type itself, an IP address.
    private static let uniqueForms = ["ARN .", "Address ."]

    private static func all(_ matches: [Match]) -> Match {
        if matches.contains(.other) { return .other }
        return matches.contains(.unknown) ? .unknown : .same
    }
}
