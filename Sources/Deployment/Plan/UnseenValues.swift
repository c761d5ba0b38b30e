import CloudFormation
import Environments
import Plan
import Template

/// What decides about a deployment and stands in no template and no file: what Systems Manager holds, and whether secrets
/// are other ones than before.
struct UnseenValues: Sendable, Equatable {
    /// What Systems Manager held under its names when the stack was deployed, and what it holds now. A name that only
    /// one side would be known of is in neither, since it would look like a change.
    private(set) var storedBefore: [String: String] = [:]
    private(set) var storedNow: [String: String] = [:]
    /// Parameters of the root that have other values.
    private(set) var newSecrets: Set<String> = []
    /// Those that are given, and of which nobody says whether they are what they were.
    private(set) var givenSecrets: Set<String> = []

    /// Nothing is known.
    init() {}

    /// - Parameters:
    ///   - names: those in Systems Manager that parameters give now.
    ///   - held: what is known to stand there.
    ///   - secrets: the root's parameters that are given and that nobody is shown.
    init(of stack: StackDescription, names: Set<String>, held: [String: String], secrets: Set<String> = []) {
        // One that is new shows in the templates.
        givenSecrets = secrets.intersection((stack.parameters ?? []).map(\.parameterKey))
        let deployed = (stack.parameters ?? []).map { ($0.parameterValue ?? "", $0.resolvedValue) }
        let untold = Set(deployed.filter { $0.1 == nil }.map(\.0))
        let before = deployed.compactMap { name, value in value.map { (name, $0) } }
        storedBefore = Dictionary(before) { first, _ in first }.filter {
            held[$0.key] != nil || !names.contains($0.key)
        }
        storedNow = held.filter { !untold.contains($0.key) }
    }

    /// - Parameters:
    ///   - changeSet: the one of the stack that is made. AWS CloudFormation API Reference, "DescribeChangeSet" and
    ///     "Parameter": it says what it has found in Systems Manager.
    ///   - review: its changes, which tell by which parameters they come about.
    ///   - wanted: what the templates say.
    ///   - root: the root's template.
    ///   - secrets: the root's parameters that are given and that nobody is shown. Where AWS tells all changes, it tells
    ///     those that they make.
    init(
        of stack: StackDescription, _ changeSet: ChangeSet, _ review: ChangeReview, _ wanted: PlannedTemplates,
        root: Template, secrets: Set<String> = []
    ) {
        let stored = (changeSet.parameters ?? []).filter {
            root.parameters[$0.parameterKey]?.isInSystemsManager == true
        }
        let held = stored.compactMap { parameter in
            parameter.resolvedValue.map { (parameter.parameterValue ?? "", $0) }
        }
        self.init(
            of: stack, names: Set(stored.compactMap(\.parameterValue)), held: Dictionary(held) { first, _ in first },
            secrets: review.unknown == nil ? [] : secrets)
        let changed = review.newValues.compactMap { wanted.rootParameter(behind: $0.name, in: $0.stack) }
        newSecrets = Set(changed.filter { root.parameters[$0]?.noEcho == true })
    }

    var isEmpty: Bool { storedBefore == storedNow && newSecrets.isEmpty && givenSecrets.isEmpty }
}

extension DeployableTemplates {
    /// The root's parameters that nobody is shown, and that the environment's variables give.
    ///
    /// - Parameter variable: the value of one; nil where it is not set.
    func givenSecrets(by variable: (String) -> String?) -> Set<String> {
        Set(
            (root?.parameters ?? []).filter { $0.noEcho && $0.environmentVariable.flatMap(variable) != nil }
                .map(\.name))
    }

    /// The names in Systems Manager that the root's parameters give in an environment.
    func storedNames(in environment: EnvironmentFile) -> Set<String> {
        let given = environment.givenValues.values
        return Set(
            (root?.template.parameters.filter { $0.1.isInSystemsManager } ?? []).compactMap { name, parameter in
                given[name]?.text ?? parameter.defaultValue
            })
    }
}
