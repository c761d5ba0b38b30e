import Template

/// The pseudo parameters as values.
public enum AWS {
    /// The account deployed to, twelve digits.
    public static var accountID: Value<String> { Value(expression: .pseudoParameter(.accountID)) }
    /// The topics that are told of this stack's events.
    public static var notificationARNs: List<Value<String>> { List(expression: .pseudoParameter(.notificationARNs)) }
    /// `aws`, or `aws-cn`, `aws-us-gov` and so on: the second part of every ARN.
    public static var partition: Value<String> { Value(expression: .pseudoParameter(.partition)) }
    /// The region deployed to, as in `eu-west-3`.
    public static var region: Value<String> { Value(expression: .pseudoParameter(.region)) }
    /// The ARN of the stack in whose template this stands: in a nested stack, the nested one.
    public static var stackID: Value<String> { Value(expression: .pseudoParameter(.stackID)) }
    /// The name of the stack in whose template this stands; nested stacks have generated names.
    public static var stackName: Value<String> { Value(expression: .pseudoParameter(.stackName)) }
    /// `amazonaws.com` in most partitions.
    public static var urlSuffix: Value<String> { Value(expression: .pseudoParameter(.urlSuffix)) }
}

extension TemplateValue {
    /// As a branch of ``TemplateValue/if(_:_:else:)``: leave the property out (`AWS::NoValue`).
    public static var noValue: Self { Self(expression: .pseudoParameter(.noValue)) }
}
