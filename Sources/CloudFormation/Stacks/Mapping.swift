/// A declared table of constants.
public struct Mapping<V: TemplateValue> {
    let element: Element

    /// `Fn::FindInMap`.
    ///
    /// Keys that CloudFormation must compute, and a default, add the transform `AWS::LanguageExtensions` to the
    /// template.
    ///
    /// - Parameter default: the value where the mapping has no such key.
    public func value(_ key: Value<String>, _ secondKey: Value<String>, default defaultValue: V? = nil) -> V {
        var arguments: [Expression] = [.name(element), key.expression, secondKey.expression]
        if let defaultValue { arguments.append(.object([.init("DefaultValue", defaultValue.expression)])) }
        return V(expression: .function(.findInMap, .list(arguments)))
    }
}
