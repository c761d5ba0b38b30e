import Diagnostics
import Template

extension Examination {
    /// Functions have the shape that CloudFormation knows, and the transform that some of them need.
    mutating func checkFunction(_ value: Template.Expression, at path: Template.Path) {
        switch value {
        case .sub, .call, .malformed: break
        default: return
        }
        // In metadata it may be documentation, and tools of one's own read it.
        guard !isRewritten, !path.isInMetadata else { return }
        if case .malformed(let function, let argument) = value, !argument.isMadeByMacro {
            report(
                "malformed-function", "\(function.rawValue) has another shape than CloudFormation knows", at: path,
                fix: "write {\"\(function.rawValue)\": \(function.shape)}")
        }
        // An attribute is nothing that the transform could look up with.
        if value.needsLanguageExtensions, !value.looksUpAttribute,
            !template.transforms.contains(Template.languageExtensions)
        {
            let name = value.intrinsic?.function.rawValue ?? ""
            report(
                "missing-transform", "\(name) is written as only AWS::LanguageExtensions understands it", at: path,
                fix: "declare \"Transform\": \"AWS::LanguageExtensions\"")
        }
        if case .sub(let substitution) = value { checkVariables(of: substitution, at: path) }
        if case .call(let function, let arguments) = value { checkArguments(arguments, of: function, at: path) }
    }

    private mutating func checkArguments(
        _ arguments: [Template.Expression], of function: Template.Function, at path: Template.Path
    ) {
        switch function {
        case .cidr: checkBlocks(arguments, at: path)
        case .getAZs: checkRegion(arguments[0], at: path)
        case .getStackOutput: checkStackOutput(arguments[0], at: path)
        case .importValue: checkImport(arguments[0], at: path)
        default: break
        }
    }

    /// "Fn::GetAZs" in the template reference: a region, or nothing for the stack's own.
    private mutating func checkRegion(_ argument: Template.Expression, at path: Template.Path) {
        guard let text = argument.string, !text.isEmpty, !text.hasDynamicReference, !text.isRegion else { return }
        report(
            "value-not-allowed", "\"\(text)\" is no region", at: path,
            fix: "write a region such as us-east-1, or \"\" for that of the stack")
    }

    /// "Fn::GetStackOutput" in the template reference.
    private mutating func checkStackOutput(_ argument: Template.Expression, at path: Template.Path) {
        let known = ["StackName", "OutputName", "Region", "RoleArn"]
        for entry in argument.object?.entries ?? [] where !known.contains(entry.key) && !entry.key.hasPrefix("Fn::") {
            report(
                "malformed-function", "Fn::GetStackOutput has no \(entry.key)",
                at: path.appending("Fn::GetStackOutput").appending(entry.key),
                fix: Suggestion.fix(for: entry.key, in: known) ?? "choose one of \(known.joined(separator: ", "))")
        }
    }

    /// "Fn::ImportValue" in the template reference: the name of an export, which no other import gives.
    private mutating func checkImport(_ argument: Template.Expression, at path: Template.Path) {
        switch argument {
        case .list, .object:
            report(
                "malformed-function", "Fn::ImportValue takes the name of an export, which is a text", at: path,
                fix: "write the name")
        case .call(.importValue, _):
            report(
                "function-not-allowed", "Fn::ImportValue cannot use Fn::ImportValue", at: path,
                fix: "write the name of the export, or compute it of parameters")
        default: break
        }
    }

    /// "Fn::Cidr" in the template reference: 1 to 256 blocks.
    private mutating func checkBlocks(_ arguments: [Template.Expression], at path: Template.Path) {
        guard let count = arguments[1].scalarText.flatMap(Template.Parameter.number) else { return }
        guard (1...256).contains(count) else {
            return report(
                "malformed-function", "Fn::Cidr makes 1 to 256 blocks, and \(count.words) are asked for", at: path,
                fix: count < 1 ? "ask for one or more" : "ask for fewer")
        }
        guard let text = literalBlock(arguments[0]), let block = AddressBlock(text), arguments.count > 2,
            let bits = arguments[2].scalarText.flatMap(Int.init), let count = Int(exactly: count),
            !block.hasRoom(for: count, bits: bits)
        else { return }
        report(
            "malformed-function", "\(text) has no room for \(count) block\(count == 1 ? "" : "s") of \(bits) bits each",
            at: path,
            fix: "ask for fewer, or for smaller ones: fewer bits")
    }

    /// A block that stands there, or in the properties of the network that is asked for its own.
    private func literalBlock(_ value: Template.Expression) -> String? {
        if case .getAtt(let name, "CidrBlock") = value, let resource = template.resources[name],
            ["AWS::EC2::VPC", "AWS::EC2::Subnet"].contains(resource.type)
        {
            return resource.properties["CidrBlock"]?.string
        }
        return value.string
    }

    /// Each variable beside the text of an `Fn::Sub` stands in it.
    private mutating func checkVariables(of substitution: Template.Substitution, at path: Template.Path) {
        guard !substitution.variables.isEmpty else { return }
        var names: Set<String> = []
        for case .name(let name) in substitution.segments { names.insert(name) }
        for entry in substitution.variables.entries where !names.contains(entry.key) {
            report(
                "unused-variable", "the text has no ${\(entry.key)}", severity: .warning, at: path,
                fix: "use the variable, or leave it out")
        }
    }
}

extension Template.Expression {
    /// Whether a macro, or a tool before CloudFormation, makes something else of it.
    fileprivate var isMadeByMacro: Bool {
        switch self {
        case .call(.transform, _): true
        case .object(let object): object.count == 1 && object.entries[0].key.hasPrefix("Fn::")
        default: false
        }
    }
}

extension String {
    /// Whether it is written as regions are: `us-east-1`, `us-gov-west-1`.
    fileprivate var isRegion: Bool {
        let parts = split(separator: "-", omittingEmptySubsequences: false)
        return parts.count > 2 && parts.dropLast().allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isLetter) }
            && parts.last.flatMap { Int($0) } != nil
    }
}

extension Template.Path {
    var isInMetadata: Bool {
        isIn(.metadata) || steps.count > 2 && steps[2] == .key("Metadata") && isIn(.resources)
    }
}

extension Template.Function {
    /// What stands behind the name ("Intrinsic functions" and "Rule functions" in the template reference).
    fileprivate var shape: String {
        switch self {
        case .ref: "\"LogicalID\""
        case .getAtt: "[\"LogicalID\", \"Attribute\"]"
        case .sub: "\"text ${Name}\"} or {\"\(rawValue)\": [\"text ${Name}\", {\"Name\": value}]"
        case .base64: "text"
        case .cidr: "[\"block\", count, bits]"
        case .findInMap: "[\"Mapping\", \"first key\", \"second key\"]"
        case .getAZs: "\"region\""
        case .getStackOutput: "{\"StackName\": name, \"OutputName\": name}"
        case .importValue: "\"export\""
        case .join: "[\"separator\", [values]]"
        case .length, .toJSONString: "[values]"
        case .select: "[index, [values]]"
        case .split: "[\"separator\", text]"
        case .transform: "{\"Name\": \"macro\", \"Parameters\": {}}"
        case .condition: "\"ConditionName\""
        case .if: "[\"ConditionName\", value, other value]"
        case .equals: "[value, other value]"
        case .and, .or: "[condition, condition]"
        case .not: "[condition]"
        case .contains, .eachMemberEquals: "[[values], value]"
        case .eachMemberIn: "[[values], [values]]"
        case .refAll: "\"type of parameters\""
        case .valueOf: "[\"Parameter\", \"Attribute\"]"
        case .valueOfAll: "[\"type of parameters\", \"Attribute\"]"
        }
    }
}

extension Template.Expression {
    /// Whether a key of a mapping is an attribute of a resource.
    fileprivate var looksUpAttribute: Bool {
        guard case .call(.findInMap, let arguments) = self else { return false }
        return arguments.contains { if case .getAtt = $0 { true } else { false } }
    }
}
