// What other stacks than those of this app give: deployed on their own, by whomever.

extension TemplateValue {
    /// `Fn::ImportValue`: what another stack of this account and region exports under `name`.
    ///
    /// CloudFormation keeps the exporting stack from being deleted, and the value from changing, while it is imported.
    /// A list is taken for text with commas, which is how outputs hold one.
    public static func importValue(_ name: Value<String>) -> Self {
        fromText(.function(.importValue, name.expression))
    }

    /// `Fn::GetStackOutput`: an output of any stack, exported or not, in any account and region of the partition.
    ///
    ///     let vpc: Value<ID<EC2.VPC>> = .stackOutput("VpcId", of: "network-\(environment)", region: "eu-west-1")
    ///
    /// Looked up whenever a stack with it is created or updated. Nothing keeps the other stack, or its output, from
    /// going away, and a change there is noticed with the next update here; ``importValue(_:)`` is the firmer bond
    /// within one account and region. Properties and outputs take it; conditions, rules and the names of exports and
    /// imports do not. A list is taken for text with commas, which is how outputs hold one.
    ///
    /// "Fn::GetStackOutput" in the CloudFormation template reference
    /// (docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html).
    ///
    /// - Parameters:
    ///   - name: the output's name in the other stack's template.
    ///   - stack: the other stack's name.
    ///   - region: where that stack is; where this one is when not given.
    ///   - roleARN: a role that may call `cloudformation:DescribeStacks` for it, and that this stack's role may assume,
    ///     for a stack of another account.
    public static func stackOutput(
        _ name: Value<String>, of stack: Value<String>, region: Value<String>? = nil, roleARN: Value<String>? = nil
    ) -> Self {
        var arguments = Properties()
        arguments.set("StackName", stack.expression)
        arguments.set("OutputName", name.expression)
        arguments.set("Region", region?.expression)
        arguments.set("RoleArn", roleARN?.expression)
        return fromText(.function(.getStackOutput, arguments.expression))
    }

    /// An output is text: a list in it has commas.
    private static func fromText(_ text: Expression) -> Self {
        Self(expression: isList ? .function(.split, .list([.string(","), text])) : text)
    }
}
