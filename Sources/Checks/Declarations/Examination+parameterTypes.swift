import Diagnostics
import Template

extension Examination {
    /// Parameters are of types that CloudFormation has.
    mutating func checkParameterTypes() {
        guard !isRewritten, isOfFile else { return }
        for (name, parameter) in template.parameters where !parameter.hasKnownType {
            report(
                "value-not-allowed", "there is no type \(parameter.type) of parameters",
                at: Template.Path(.parameters, name).appending("Type"),
                fix: Suggestion.fix(for: parameter.type, in: Template.Parameter.types)
                    ?? "use String, Number, CommaDelimitedList, or a type of AWS such as AWS::EC2::VPC::Id")
        }
    }
}

extension Template.Parameter {
    /// "Specify existing resources at runtime with CloudFormation-supplied parameter types" in the user guide: those
    /// whose values are checked to exist.
    fileprivate static let types =
        [
            "String", "Number", "CommaDelimitedList", "List<Number>", "List<String>", "AWS::SSM::Parameter::Name",
        ] + listable + listable.map { "List<\($0)>" } + ["AWS::EC2::KeyPair::KeyName"]

    /// Those of which there are lists too.
    private static let listable = [
        "AWS::EC2::AvailabilityZone::Name", "AWS::EC2::Image::Id", "AWS::EC2::Instance::Id",
        "AWS::EC2::SecurityGroup::GroupName", "AWS::EC2::SecurityGroup::Id", "AWS::EC2::Subnet::Id",
        "AWS::EC2::Volume::Id", "AWS::EC2::VPC::Id", "AWS::Route53::HostedZone::Id",
    ]

    private static let known = Set(types)
    private static let prefixOfValues = "AWS::SSM::Parameter::Value<"

    private var isMistyped: Bool {
        Suggestion.nearest(to: type, in: Self.types).map { Suggestion.isTypingMistake(type, of: $0) } == true
    }

    /// Whether it is one of those, or the value of a parameter of Systems Manager that is.
    fileprivate var hasKnownType: Bool {
        // One that is missing is told of by itself. What resembles no type of AWS may be somebody's own, as resources
        // have them.
        if type.isEmpty || type.contains("::") && !type.contains("AWS::") && !isMistyped { return true }
        guard type.hasPrefix(Self.prefixOfValues), type.hasSuffix(">") else { return Self.known.contains(type) }
        return Self.known.contains(String(type.dropFirst(Self.prefixOfValues.count).dropLast()))
    }
}
