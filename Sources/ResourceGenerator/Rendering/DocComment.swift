import ResourceInterfaces
import ResourceSchemas

/// Doc comments made of facts only: names, requirement, replacement, limits.
enum DocComment {
    /// The title of a type's page in the CloudFormation template reference, with the address that the pages of AWS's
    /// own types have.
    static func page(of type: TypeName) -> String {
        guard type.vendor == "AWS" else { return "`\(type)`" }
        let name = [type.vendor, "resource", type.service, type.resource].joined(separator: "-").lowercased()
        return "[\(type)](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/\(name).html)"
    }

    /// The parameters of an initializer.
    ///
    /// - Parameter others: Whether it takes properties of any other name too.
    static func parameters(_ properties: [PropertyModel], _ writer: inout SwiftWriter, others: Bool = false) {
        var texts = properties.map(text)
        if others {
            texts.append(
                "\(ResourceInterface.otherProperties): Properties of any other name, by CloudFormation's names.")
        }
        guard let first = texts.first else { return }
        writer.line(texts.count == 1 ? "/// - Parameter \(first)" : "/// - Parameters:")
        guard texts.count > 1 else { return }
        for text in texts { writer.line("///   - \(text)") }
    }

    private static func text(_ property: PropertyModel) -> String {
        var sentences = ["`\(property.name)`" + (property.isRequired ? ", required." : ".")]
        switch property.replacement {
        case .never: break
        case .sometimes: sentences.append("A change may replace the resource.")
        case .always: sentences.append("A change replaces the resource.")
        }
        sentences += limits(property.limits, type: property.type)
        if takesARNs(property) { sentences.append("An ARN fits too: `.init(reinterpreting: arn)`.") }
        return "\(property.swiftName): \(sentences.joined(separator: " "))"
    }

    /// Whether a property that refers by identifier or name accepts the Amazon Resource Name as well.
    private static func takesARNs(_ property: PropertyModel) -> Bool {
        property.type.references.contains { $0.kind != .arn } && property.limits.pattern?.contains("arn:") == true
    }

    private static func limits(_ limits: ValueLimits, type: ValueType) -> [String] {
        var result: [String] = []
        // Schemas sometimes set limits that the type cannot have, such as a list's number of characters.
        switch type {
        case .list, .map:
            if let range = range(limits.minItems.map(String.init), limits.maxItems.map(String.init), zero: "0") {
                result.append(
                    "\(range) \(limits.hasUniqueItems && limits.maxItems != 1 ? "distinct " : "")\(noun("item", range))."
                )
            }
        case .string, .reference, .target, .enumeration:
            if let range = range(limits.minLength.map(String.init), limits.maxLength.map(String.init), zero: "0") {
                result.append("\(range) \(noun("character", range)).")
            }
            // A long pattern tells a reader nothing.
            if let pattern = limits.pattern, pattern.count <= 60, pattern.allSatisfy(isReadable) {
                result.append("Matches `\(pattern)`.")
            }
        case .integer, .number:
            if let range = range(limits.minimum.map(number), limits.maximum.map(number), zero: nil) {
                result.append("\(range).")
            }
        case .boolean, .json, .tag, .structure: break
        }
        if !limits.values.isEmpty, limits.values.count <= 30 {
            result.append("One of \(limits.values.map { "`\($0)`" }.joined(separator: ", ")).")
        }
        return result
    }

    /// `1 to 5`, `At least 1`, `At most 5`; nothing for no limits or a lower limit that says nothing.
    static func range(_ low: String?, _ high: String?, zero: String?) -> String? {
        switch (low == zero ? nil : low, high) {
        case (let low?, let high?): low == high ? "Exactly \(low)" : "\(low) to \(high)"
        case (let low?, nil): "At least \(low)"
        case (nil, let high?): "At most \(high)"
        case (nil, nil): nil
        }
    }

    /// What is counted, `item` or `items`.
    private static func noun(_ singular: String, _ range: String) -> String {
        range.hasSuffix(" 1") ? singular : singular + "s"
    }

    /// Whether a character can stand in code within a comment.
    private static func isReadable(_ character: Character) -> Bool {
        character.isASCII && !character.isNewline && character >= " " && character != "`"
    }

    static func number(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? String(value)
    }
}
