/// A list in a template: elements written out, or an expression that yields a list.
public struct List<Element: TemplateValue>: TemplateValue, ExpressibleByArrayLiteral {
    public let expression: Expression

    @inlinable public static var isList: Bool { true }

    // Inlinable: for each kind of element, generic code asks the runtime for what the compiler knows.

    @inlinable public init(expression: Expression) {
        self.expression = expression
    }

    @inlinable public init(arrayLiteral elements: Element...) {
        self.init(elements)
    }

    @inlinable public init(_ elements: some Sequence<Element>) {
        self.init(expression: .list(elements.map { $0.expression }))
    }

    /// The element at `index`, counted from 0: `Fn::Select`, or the element itself where it is known here.
    public subscript(index: Int) -> Element {
        if case .list(let elements) = expression, elements.indices.contains(index) {
            return Element(expression: elements[index])
        }
        return Element(expression: .function(.select, .list([.integer(index), expression])))
    }

    /// The element at an index that CloudFormation computes: `Fn::Select`.
    public subscript(index: CloudFormation.Value<Int>) -> Element {
        Element(expression: .function(.select, .list([index.expression, expression])))
    }

    /// The number of elements: `Fn::Length`, which adds the transform `AWS::LanguageExtensions` to the template.
    public var count: CloudFormation.Value<Int> {
        .init(expression: .function(.length, expression))
    }

    /// `Fn::Join`.
    public func joined(separator: String) -> CloudFormation.Value<String> {
        .init(expression: .function(.join, .list([.string(separator), expression])))
    }
}

extension List where Element == CloudFormation.Value<String> {
    /// The availability zones of a region that this account can use: `Fn::GetAZs`.
    public static func availabilityZones(in region: CloudFormation.Value<String> = AWS.region) -> Self {
        Self(expression: .function(.getAZs, region.expression))
    }

    /// `count` address ranges of `2^hostBits` addresses each, cut from the start of `block`: `Fn::Cidr`.
    public static func cidr(
        of block: CloudFormation.Value<String>, count: CloudFormation.Value<Int>, hostBits: CloudFormation.Value<Int>
    ) -> Self {
        Self(expression: .function(.cidr, .list([block.expression, count.expression, hostBits.expression])))
    }
}

// This conformance gives List an associated type that is also called Value; hence the qualified names in this file.
extension List: ExpressibleByDictionaryLiteral where Element == Tag {
    /// Tags as they are thought of: `tags: ["Name": "\(project)-vpc"]`.
    public init(dictionaryLiteral elements: (String, CloudFormation.Value<String>)...) {
        self.init(elements.map { Tag(key: CloudFormation.Value<String>($0), value: $1) })
    }
}

extension List {
    /// The same list with elements of another kind; see ``Value/init(reinterpreting:)``.
    public init<From, To>(reinterpreting other: List<CloudFormation.Value<From>>)
    where Element == CloudFormation.Value<To> {
        self.init(expression: other.expression)
    }
}
