import Template

/// The abstract syntax of a template: every value a template can hold, before synthesis gives names to references.
///
/// Users write typed values (``Value``, ``List``, ``Map``, ``JSON``), each a typed view of one expression. Expressions
/// themselves carry no type: they are what the pipeline reads.
public enum Expression: Sendable, Equatable {
    case string(String)
    case integer(Int)
    case double(Double)
    case boolean(Bool)
    case list([Expression])
    /// Keys are rendered in the order given here.
    case object([Entry])
    /// `Ref` or `Fn::GetAtt` of something declared in the app, in this stack or in another one.
    indirect case reference(Reference)
    /// `Ref` of a pseudo parameter.
    case pseudoParameter(Template.PseudoParameter)
    /// Text with values in it: `Fn::Sub`.
    case substitution([Segment])
    /// An intrinsic function with its argument: `{"Fn::Join": argument}`.
    indirect case function(Template.Function, Expression)
    /// The name of something declared: of a condition or a mapping as an argument of `Fn::If`, `Condition` and
    /// `Fn::FindInMap`, of a resource as text.
    case name(Element)
    /// What the resource has itself at this place: see ``TemplateValue/asWritten``.
    case asWritten

    /// One key of an object with its value.
    public struct Entry: Sendable, Equatable {
        public var key: String
        public var value: Expression

        public init(_ key: String, _ value: Expression) {
            self.key = key
            self.value = value
        }
    }

    /// A piece of an `Fn::Sub`.
    public enum Segment: Sendable, Equatable {
        case text(String)
        case value(Expression)
    }
}

/// A use of a declared element: `Ref` without attribute, `Fn::GetAtt` with one.
public struct Reference: Sendable, Equatable {
    public let element: Element
    /// The attribute of `Fn::GetAtt`; nil for `Ref`.
    public let attribute: String?
    /// Whether CloudFormation answers with a list, which needs joining to pass between stacks.
    public let isList: Bool

    init(element: Element, attribute: String? = nil, isList: Bool) {
        self.element = element
        self.attribute = attribute
        self.isList = isList
    }
}
