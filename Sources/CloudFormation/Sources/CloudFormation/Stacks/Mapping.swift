/// A declared table of constants.
public struct Mapping<V: TemplateValue> {
    let element: Element

    /// `Fn::FindInMap`.
    public func value(_ key: Value<String>, _ secondKey: Value<String>) -> V {
        V(expression: .function(.findInMap, .list([.name(element), key.expression, secondKey.expression])))
    }
}
