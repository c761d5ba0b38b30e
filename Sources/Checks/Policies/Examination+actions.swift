import Diagnostics
import JSON
import ResourceSchemas
import Template

extension Examination {
    /// Actions exist, and fit what they are allowed on.
    ///
    /// - Parameter isRefused: whether S3 or SNS reads the policy, which refuse what does not fit.
    mutating func checkActions(of statement: PolicyStatement, _ kind: PolicyKind, isRefused: Bool) {
        for (name, path) in statement.actions("NotAction") { _ = knownActions(name, at: path) }
        var misfits: [(name: String, action: ServiceActions.Action)] = []
        for (name, path) in statement.actions("Action") {
            let known = knownActions(name, at: path)
            guard kind != .trust, known.count == 1, !name.isPattern,
                !mayFit(known[0], name.prefix { $0 != ":" }, statement)
            else { continue }
            misfits.append((name, known[0]))
        }
        if !misfits.isEmpty { report(misfits, in: statement, isRefused: isRefused) }
    }

    /// The actions that a policy's text means; none where there are none, which is reported.
    mutating func knownActions(_ text: String, at path: Template.Path) -> [ServiceActions.Action] {
        if let known = actions.action(named: text) { return [known] }
        guard text != "*", !text.hasText("${"), !text.hasText("{{") else { return [] }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            report(
                "policy-action", "\"\(text)\" is no action: it names no service", at: path,
                fix: "write a service and an action, as in s3:GetObject")
            return []
        }
        let prefix = parts[0].lowercased()
        guard !prefix.isPattern else { return [] }
        guard let service = actions.service(prefix) else {
            let guess = Suggestion.nearest(to: prefix, in: actions.services)
            report(
                "unknown-action", "no service has the prefix \(parts[0])",
                severity: .ofUnknown(prefix, nearest: prefix.count > 3 ? guess : nil), at: path,
                fix: guess.map { "did you mean \($0):\(parts[1])?" }
                    ?? "take it from the service authorization reference")
            return []
        }
        let name = parts[1].lowercased()
        if name == "*" { return [] }
        if let action = actions.action(name, of: prefix) {
            actions.remember(action, named: text)
            return [action]
        }
        if name.isPattern {
            let pattern = TextPattern(glob: name, hasOne: true)
            let meant = service.actions { TextPattern($0.utf8.map(TextPattern.Symbol.byte)).meets(pattern) }
            if meant.isEmpty {
                report(
                    "unknown-action", "\(text) means no action of \(prefix)", severity: .warning, at: path,
                    fix: "take the actions from the service authorization reference")
            }
            return meant
        }
        let guess = Suggestion.nearest(to: name, in: service.names)
        report(
            "unknown-action", "\(prefix) has no action \(parts[1])",
            severity: isLonger(name, guess) ? .warning : .ofUnknown(name, nearest: guess), at: path,
            fix: guess.map { "did you mean \(prefix):\($0)?" } ?? "take it from the service authorization reference")
        return []
    }

    /// Whether one has the other in it, as new actions have older ones: `ListTags` and `ListTagsV2`.
    private func isLonger(_ name: String, _ guess: String?) -> Bool {
        guard let guess = guess?.lowercased() else { return false }
        return name.hasPrefix(guess) || guess.hasPrefix(name)
    }

    /// Whether an action may apply to something that it is allowed on ("Actions, resources, and condition keys for AWS
    /// services" in the service authorization reference).
    private func mayFit(_ action: ServiceActions.Action, _ prefix: Substring, _ statement: PolicyStatement) -> Bool {
        // Of some actions the reference leaves out what they apply to.
        if action.resources.isEmpty, !["ec2", "s3"].contains(prefix.lowercased()) { return true }
        if statement.resources.isEmpty { return true }
        for patterns in statement.patterns(ofResources: wiring) {
            for pattern in patterns {
                // What is no ARN at all is another mistake.
                if pattern.isAnything || !pattern.isARN || pattern.missingFields != nil || pattern.isOfIAMWithRegion {
                    return true
                }
                for format in action.resources where pattern.meets(actions.pattern(ofFormat: format)) { return true }
            }
        }
        return false
    }

    private mutating func report(
        _ misfits: [(name: String, action: ServiceActions.Action)], in statement: PolicyStatement,
        isRefused: Bool
    ) {
        let resources = statement.resources
        let path = resources.count == 1 ? resources[0].path : statement.path.appending("Resource")
        let names = misfits.map(\.name).joined(separator: ", ")
        // What everybody has comes before what few have, such as access points.
        let common = misfits[0].action.resources.filter { $0.hasPrefix("s3:::") }
        let formats = (common + misfits[0].action.resources.filter { !common.contains($0) }).prefix(3).map {
            "arn:aws:" + $0.replacing("%", with: "NAME")
        }
        report(
            "action-resource",
            formats.isEmpty
                ? "\(names) can be allowed on everything only, and here is a single resource"
                : "\(names) cannot be allowed on such a resource",
            severity: isRefused ? .error : .warning, at: path,
            fix: formats.isEmpty
                ? "allow \(misfits[0].name) on \"*\", in a statement of its own"
                : fix(of: misfits[0].name, formats, resources))
    }

    /// What is allowed on a bucket is meant for its objects, and the reverse.
    private func fix(of action: String, _ formats: [String], _ resources: [PlacedValue]) -> String {
        let isOfObjects = formats.contains("arn:aws:s3:::NAME/NAME") || formats.contains("arn:aws:s3:::NAME/*")
        if resources.count == 1, isOfObjects, case .getAtt(let name, "Arn") = resources[0].value,
            template.resources[name]?.type == "AWS::S3::Bucket"
        {
            return "allow \(action) on \"${\(name).Arn}/*\", the bucket's objects, with Fn::Sub"
        }
        return "allow \(action) on \(formats.joined(separator: " or "))"
    }
}

extension String {
    /// Whether it stands for several actions.
    fileprivate var isPattern: Bool { hasByte(UInt8(ascii: "*")) || hasByte(UInt8(ascii: "?")) }
}
