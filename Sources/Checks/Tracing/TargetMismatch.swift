/// Why a value does not identify what its place wants.
enum TargetMismatch {
    /// A resource of another type.
    case type
    /// In another form.
    case form
}

extension ValueTracer {
    /// Why a value cannot identify any of what is wanted; nil where it may.
    func mismatch(of given: TracedValue, _ wanted: [ReferenceTarget]) -> TargetMismatch? {
        guard let target = given.target, !wanted.isEmpty else { return nil }
        var result = TargetMismatch.type
        for want in wanted {
            guard let type = want.type, let own = target.type else {
                if isForm(of: target, amongThoseOf: want) { return nil }
                result = .form
                continue
            }
            if type == own {
                if isForm(of: target, amongThoseOf: want) { return nil }
                result = .form
            } else if let schema = schemas.schema(of: own), schema.standsFor.contains(type) || schema.isJoined(of: type)
            {
                return nil
            }
        }
        return result
    }

    /// Whether the one may have a form that the other allows. Of most types, what is called a name in one place is
    /// called an identifier in another.
    private func isForm(of target: ReferenceTarget, amongThoseOf want: ReferenceTarget) -> Bool {
        if !target.forms.isDisjoint(with: want.forms) { return true }
        let names: ReferenceTarget.Forms = [.id, .name]
        guard target.forms.isSubset(of: names), !want.forms.isDisjoint(with: names) else { return false }
        return target.type.map { !hasNamesBesideIdentifiers($0) } ?? true
    }

    private func hasNamesBesideIdentifiers(_ type: String) -> Bool {
        guard let schema = schemas.schema(of: type) else { return false }
        let forms = schema.returns.values.compactMap { text in
            ReferenceTarget(text, own: type).flatMap { $0.type == type ? $0.forms : nil }
        }
        return forms.contains(.id) && forms.contains(.name)
    }
}

extension TypeSchema {
    /// Whether what identifies a resource has another one's identifier in it: some types return that for `Ref`.
    fileprivate func isJoined(of type: String) -> Bool {
        guard identifiers.count > 1, let properties = body.properties else { return false }
        return identifiers.contains { name in
            properties.index(of: name).flatMap(properties.reference)?.targets.contains { $0.type == type } == true
        }
    }
}
