import Diagnostics

/// What somebody gives to the parameters of root templates, as an environment's file does, and where that stands.
public struct GivenValues: Sendable, Hashable {
    /// One value.
    public struct Value: Sendable, Hashable {
        /// As CloudFormation takes it: numbers and booleans are text, elements of lists have commas between them.
        public let text: String
        /// Nil where it stands in no file.
        public let place: Diagnostic.Place?

        public init(_ text: String, at place: Diagnostic.Place? = nil) {
            self.text = text
            self.place = place
        }
    }

    /// By the parameter's name.
    public let values: [String: Value]
    /// Whether others have their defaults; they are not known where they have not.
    public let haveDefaults: Bool

    /// - Parameter haveDefaults: whether parameters without a value have their defaults, as they do in a deployment.
    public init(_ values: [String: Value], haveDefaults: Bool = true) {
        self.values = values
        self.haveDefaults = haveDefaults
    }
}

extension EvaluatedTemplate {
    /// A template with what is given, and with the defaults of what is not. Secrets stay unknown, whoever gives them:
    /// nobody shall find them in what is said of the template.
    ///
    /// - Parameters:
    ///   - given: nil where nobody gives anything, and no default is sure to count.
    ///   - region: nil where it is not known.
    ///   - stored: what parameters of Systems Manager hold, by their names there; of others nobody knows it.
    public init(_ tree: TemplateTree, given: GivenValues?, region: String?, stored: [String: String] = [:]) {
        var values: [String: EvaluatedValue] = [:]
        for (name, parameter) in tree.template.parameters {
            if parameter.noEcho || given == nil {
                values[name] = .unknown(.parameter(name))
            } else if let value = given?.values[name] {
                values[name] = .text(value.text)
            } else if given?.haveDefaults == false {
                values[name] = .unknown(.parameter(name))
            }
        }
        let surroundings = Surroundings(
            pseudoParameters: region.map { ["AWS::Region": $0] } ?? [:], storedParameters: stored)
        self.init(Evaluator(tree, path: [], given: values, surroundings: surroundings))
    }

    /// The parameter of the root whose value stands at a path, or around it; nil for what is written in a template, and
    /// for what is computed.
    public func rootParameter(at path: Template.Path) -> String? { computedValue(at: path).flatMap(rootParameter) }

    /// The parameter of the root that an expression has the value of.
    public func rootParameter(of expression: Template.Expression) -> String? {
        evaluator.rootParameter(of: expression)
    }

    /// The function that makes what stands at a path, as the innermost value on the way that the template has; nil for
    /// a literal.
    public func computedValue(at path: Template.Path) -> Template.Expression? {
        var value = Template.Expression.object(template.object)
        for step in path.steps {
            guard let next = value[step] else { break }
            value = next
        }
        return value.intrinsic == nil ? nil : value
    }
}
