import Diagnostics
import Template

extension Examination {
    /// A value has its keys once, and functions stand where CloudFormation has them.
    mutating func check(_ value: Template.Expression, at path: Template.Path) {
        switch value {
        case .object(let object): checkDistinctKeys(of: object, at: path)
        case .sub(let substitution): checkDistinctKeys(of: substitution.variables, at: path)
        case .call(let function, let arguments):
            checkPlace(of: function, at: path)
            if function == .select { checkIndex(arguments, at: path) }
            if function == .select || function == .join { checkList(arguments[1], of: function, at: path) }
            if function == .length { checkList(arguments[0], of: function, at: path) }
            if function == .toJSONString { checkDocument(arguments[0], at: path) }
        case .null, .boolean, .number, .string, .list, .ref, .getAtt, .malformed: break
        }
    }

    private mutating func checkDistinctKeys(of object: Template.Object, at path: Template.Path) {
        // The names of members are looked at as such.
        if path.steps.count == 1, let section = path.section, section != .metadata { return }
        if object.count == 1, let key = object.entries.first?.key, key.isFunctionKey, !isRewritten,
            !key.hasPrefix("Fn::ForEach::"), Template.Function(rawValue: key) == nil, path.section != .metadata
        {
            let known = Template.Function.allCases.map(\.rawValue).filter { $0.hasPrefix("Fn::") }
            report(
                "unknown-function", "there is no function \(key)", at: path,
                fix: Suggestion.choice(for: key, in: known),
                mend: Suggestion.correction(of: key, in: known).map { .name(key, $0) })
        }
        for position in object.repetitions {
            report(
                "duplicate-key", "the key \(object.entries[position].key) is given twice", at: path,
                fix: "leave one of them out")
        }
    }

    private mutating func checkIndex(_ arguments: [Template.Expression], at path: Template.Path) {
        guard let index = arguments[0].scalarText.flatMap(Int.init) else {
            if let text = arguments[0].scalarText, !isRewritten {
                report(
                    "malformed-function", "Fn::Select counts elements, and \"\(text)\" is no number", at: path,
                    fix: "write the index, from 0")
            }
            return
        }
        guard index < 0 else { return }
        report("index-out-of-range", "there is no element \(index)", at: path, fix: "count from 0")
    }

    /// What a function takes an element of, or joins, is no text.
    private mutating func checkList(
        _ value: Template.Expression, of function: Template.Function, at path: Template.Path
    ) {
        guard !isRewritten, !path.isInMetadata else { return }
        switch value {
        case .string, .number, .boolean, .sub, .call(.join, _), .call(.base64, _), .call(.importValue, _):
            report(
                "malformed-function", "\(function.rawValue) takes a list, and this is a text", at: path,
                fix: "write a list, or make one of the text with Fn::Split")
        case .list(let elements) where function == .join:
            guard elements.contains(where: { $0.list != nil || $0.object.map { !$0.hasMacros } == true }) else {
                return
            }
            report(
                "malformed-function", "Fn::Join takes texts, and an element of its list is none", at: path,
                fix: "write all elements in one list")
        case .ref(let name):
            guard let parameter = template.parameters[name] else {
                guard let type = template.resources[name]?.type, !type.isModule else { return }
                return report(
                    "malformed-function",
                    "\(function.rawValue) takes a list, and what Ref returns of \(name) is a text",
                    at: path, fix: "write it in a list")
            }
            guard !parameter.isList, !parameter.type.isEmpty else { return }
            report(
                "malformed-function",
                "\(function.rawValue) takes a list, and \(self.name(of: Template.Path(.parameters, name))) is of type \(parameter.type)",
                at: path, notes: [note("declared here", at: Template.Path(.parameters, name))].compactMap(\.self),
                fix: "declare the parameter as CommaDelimitedList, or make a list of it with Fn::Split")
        // "Outputs" in the user guide: whatever the other template makes of it.
        case .getAtt(let name, .string(let attribute)):
            guard attribute.hasPrefix("Outputs."), template.resources[name]?.type == Template.Resource.stackType else {
                return
            }
            report(
                "malformed-function",
                "\(function.rawValue) takes a list, and \(name).\(attribute) is a text: stacks put out texts only",
                at: path, fix: "make a list of it with Fn::Split, by the comma that the nested stack joined it with")
        case .call(.if, let arguments):
            for branch in arguments.dropFirst() { checkList(branch, of: function, at: path) }
        default: break
        }
    }

    /// "Fn::ToJsonString" in the template reference: of an object or a list.
    private mutating func checkDocument(_ value: Template.Expression, at path: Template.Path) {
        guard value.scalarText != nil, !isRewritten, !path.isInMetadata else { return }
        report(
            "malformed-function", "Fn::ToJsonString takes an object or a list, and this is a text", at: path,
            fix: "write the text without the function")
    }

    private mutating func checkPlace(of function: Template.Function, at path: Template.Path) {
        if let place = path.place(refusing: function) {
            report(
                "function-not-allowed", "\(place) cannot use \(function.rawValue)", at: path,
                fix: function == .contains && path.section == .conditions
                    ? "compare with each value: {\"Fn::Or\": [{\"Fn::Equals\": [...]}, ...]}"
                    : "compute the value elsewhere, or pass it as a parameter")
        }
        let importValue = Template.Function.importValue.rawValue
        if function == .getStackOutput, path.steps.contains(.key(importValue)) {
            report(
                "function-not-allowed", "\(importValue) cannot use \(function.rawValue)", at: path,
                fix: "read the value with .stackOutput(_:of:) alone: it needs no export",
                fixOfFile: "read the value with Fn::GetStackOutput alone: it needs no export")
        }
    }
}

extension Template.Path {
    /// The place that has not the function ("Condition functions" and "Rule functions" in the CloudFormation template
    /// reference); nil where it may stand.
    fileprivate func place(refusing function: Template.Function) -> String? {
        switch function {
        case .base64, .cidr, .getAZs, .if, .importValue, .transform: isDecided ? place : nil
        // AWS answers "must not depend on any resources, imported values, or Fn::GetAZs" for an export's name.
        case .getStackOutput: isDecided || isInExportName ? place : nil
        case .contains, .eachMemberEquals, .eachMemberIn, .refAll, .valueOf, .valueOfAll:
            section == .rules ? nil : place
        default: nil
        }
    }

    private var isDecided: Bool {
        switch section {
        case .conditions, .rules: true
        default: false
        }
    }

    private var place: String {
        switch section {
        case .conditions: "a condition"
        case .rules: "a rule"
        case .outputs: isInExportName ? "the name of an export" : "an output"
        case .resources where steps.count > 2 && steps[2] == .key("Metadata"): "the metadata of a resource"
        case .metadata: "the metadata of a template"
        default: "a property"
        }
    }
}
