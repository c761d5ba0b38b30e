/// Why a value is not known.
public enum Unknown: Sendable, Hashable, CustomStringConvertible {
    /// What AWS decides when it makes a resource: the path of stacks and logical ID, as in `Data/Database`.
    case afterCreation(of: String)
    /// A parameter of the root that has neither value nor default.
    case parameter(String)
    /// What Systems Manager keeps: the name of the parameter there.
    case systemsManager(parameter: String)
    /// Such as `AWS::AccountId`, where nothing told it.
    case pseudoParameter(String)
    /// Whether the condition holds is not known.
    case condition(String)
    /// An export of another stack.
    case export(String)
    /// An output of a stack that is not part of these.
    case output(String)
    case availabilityZones(of: String)
    /// A mapping has no such keys, or a list no such element: CloudFormation would refuse it.
    case missing(String)
    /// Nothing in the template has the name.
    case undeclared(String)
    /// The template of a nested stack is not at hand: the stack's path.
    case template(of: String)
    /// It is larger than anything in a template can be: the parameter or output.
    case oversized(String)
    /// What a macro makes, and what is not understood or ill-formed.
    case function(String)

    public var description: String {
        switch self {
        case .afterCreation(let path): "known after \(path) is made"
        case .parameter(let name): "parameter \(name) has no value"
        case .systemsManager(let name): "what \(name) holds in Systems Manager is not told"
        case .pseudoParameter(let name): "\(name) is not told"
        case .condition(let name): "condition \(name) is undecided"
        case .export(let name): "export \(name) is another stack's"
        case .output(let name): "output \(name) is another stack's"
        case .availabilityZones(let region): "the availability zones of \(region) are not told"
        case .missing(let what): "there is no \(what)"
        case .undeclared(let name): "nothing is named \(name)"
        case .template(let path): "the template of \(path) is not at hand"
        case .oversized(let name): "\(name) is larger than CloudFormation takes"
        case .function(let name): "\(name) can not be computed here"
        }
    }
}
