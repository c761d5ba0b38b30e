import Diagnostics
import Template

extension Examination {
    /// What is put into a target's input is taken out of the event, or is one of EventBridge's own ("Amazon EventBridge
    /// input transformation" in its user guide).
    mutating func checkInputTransformers() {
        for (rule, wiring) in cases(of: "AWS::Events::Rule") {
            for place in wiring.places(at: "Targets/*/InputTransformer", of: rule) {
                let paths = wiring.member("InputPathsMap", of: place.value)
                guard let known = wiring.isAbsent(paths) ? [] : paths.flatMap({ wiring.resolved($0).keys }),
                    let template = wiring.member("InputTemplate", of: place.value).flatMap(wiring.parts)
                else { continue }
                for case .text(let text) in template {
                    for name in text.placeholders where !known.contains(name) && !name.hasPrefix("aws.events.") {
                        report(
                            "input-transformer", "nothing is put in the place of <\(name)>", at: rule,
                            steps: place.steps + [.key("InputTemplate")],
                            fix: Suggestion.fix(for: name, in: known)
                                ?? "say in InputPathsMap where it stands in the event")
                    }
                }
            }
        }
    }
}

extension WiredValue {
    /// The keys of an object; nil where not all are known.
    fileprivate var keys: [String]? {
        guard let object = expression.object, !object.hasMacros else { return nil }
        return object.entries.map(\.key)
    }
}

extension String {
    /// The names between angle brackets. What has other characters than names is no placeholder.
    fileprivate var placeholders: [String] {
        split(separator: "<", omittingEmptySubsequences: false).dropFirst().compactMap { rest in
            guard let end = rest.firstIndex(of: ">"), end > rest.startIndex else { return nil }
            let name = rest[..<end]
            return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
                ? String(name) : nil
        }
    }
}
