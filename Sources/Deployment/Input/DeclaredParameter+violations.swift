import Foundation
import Terminal

extension DeclaredParameter {
    /// What a value breaks, each as what is allowed ("must be one of dev, prod"); empty when it breaks nothing.
    ///
    /// The messages do not hold the value, because it may be a secret. What only AWS can know (whether an identifier
    /// exists, what an SSM parameter holds) is left to AWS.
    public func violations(of value: String) -> [String] {
        // The constraints of an SSM type are about the parameter's value, and this is its name.
        if type.hasPrefix("AWS::SSM::Parameter::") {
            return value.isEmpty ? ["must be the name of an SSM parameter"] : []
        }
        if isList {
            let items = value.split(separator: ",", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            var seen: Set<String> = []
            return items.flatMap { violations(ofItem: $0) }.filter { seen.insert($0).inserted }
        }
        return violations(ofItem: value)
    }

    private var isList: Bool { type == "CommaDelimitedList" || type.hasPrefix("List<") }

    private func violations(ofItem value: String) -> [String] {
        var found: [String] = []
        if type == "Number" || type == "List<Number>" {
            guard let number = Double(value), number.isFinite else { return ["must be a number"] }
            if let minValue, number < minValue { found.append("must be \(Self.text(minValue)) or more") }
            if let maxValue, number > maxValue { found.append("must be \(Self.text(maxValue)) or less") }
        }
        if !allowedValues.isEmpty, !allowedValues.contains(value) {
            let nearest = Suggestion.nearest(to: value, in: noEcho ? [] : allowedValues)
            found.append(
                "must be one of \(allowedValues.joined(separator: ", "))" + (nearest.map { " (did you mean \($0)?)" } ?? ""))
        }
        let length = value.count
        if let minLength, length < minLength { found.append("must have \(minLength) characters or more, and has \(length)") }
        if let maxLength, length > maxLength { found.append("must have \(maxLength) characters or less, and has \(length)") }
        if let allowedPattern, !Self.matches(value, allowedPattern) {
            let constraint = constraintDescription.map { $0.hasPrefix("must ") ? $0 : "must be \($0)" }
            found.append(constraint ?? "must match the pattern \(allowedPattern)")
        }
        return found
    }

    /// CloudFormation matches the whole value. A pattern that Foundation cannot read is left to AWS to judge.
    private static func matches(_ value: String, _ pattern: String) -> Bool {
        guard let expression = try? NSRegularExpression(pattern: "^(?:\(pattern))\\z") else { return true }
        return expression.firstMatch(in: value, range: NSRange(value.startIndex..., in: value)) != nil
    }

    private static func text(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? String(number)
    }
}
