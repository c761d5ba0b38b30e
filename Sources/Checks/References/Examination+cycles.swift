import Diagnostics
import Template

extension Examination {
    /// Nothing waits for itself. A cycle between nested stacks is one between the resources that stand for them.
    mutating func checkCycles() {
        let cycles = Template.DependencyGraph(of: template, references: references).cycles
        guard !cycles.isEmpty, !isRewritten else { return }
        let uses = Dictionary(grouping: references) { $0.path.resource ?? "" }
        // What becomes of a serverless one are several, and not all of them wait.
        for cycle in cycles where !cycle.contains(where: { template.resources[$0]?.isServerless == true }) {
            report(cycle, uses)
        }
    }

    /// - Parameter uses: the references of each resource.
    private mutating func report(_ cycle: [String], _ uses: [String: [Template.Reference]]) {
        let names = (cycle + cycle.prefix(1)).map { name(of: Template.Path(.resources, $0)) }
        let notes = zip(cycle, cycle.dropFirst() + cycle.prefix(1)).compactMap { user, target in
            note(from: user, to: target, uses[user] ?? [])
        }
        let isOfStacks = cycle.contains { template.resources[$0]?.type == Template.Resource.stackType }
        report(
            "dependency-cycle",
            "these \(isOfStacks ? "stacks" : "resources") wait for each other: " + names.joined(separator: " -> "),
            at: Template.Path(.resources, cycle[0]), notes: notes,
            fix: isOfStacks
                ? "move one of the resources into the other stack, or both into a third"
                : Self.fix(ofTypes: Set(cycle.compactMap { template.resources[$0]?.type })))
    }

    /// What takes the one reference out that those who write such resources can do without.
    private static func fix(ofTypes types: Set<String>) -> String {
        if types.contains("AWS::EC2::SecurityGroup") {
            return "move one of the rules into an AWS::EC2::SecurityGroupIngress of its own"
        }
        if types.contains("AWS::S3::Bucket"), types.contains("AWS::Lambda::Permission") {
            return "give the permission a SourceAccount and no SourceArn, or write the bucket's name out in both places"
        }
        if types.contains("AWS::IAM::Role") {
            return "move the policy out of the role, into an AWS::IAM::Policy of its own that waits for both"
        }
        return "take one of the references out: write a name in its place, or move what refers to the other into a "
            + "resource of its own"
    }

    /// Why one resource waits for another.
    private func note(
        from user: String, to target: String, _ references: [Template.Reference]
    ) -> Diagnostic.Note? {
        guard let reference = references.first(where: { $0.target == .resource(target) }) else { return nil }
        // What is given to a nested stack is explained where that one uses it.
        if let parameter = reference.path.givenParameter,
            let origin = nestedTemplate(user)?.origin(of: Template.Path(.parameters, parameter)),
            let path = origin.path, let source = origin.source
        {
            return Diagnostic.Note("\(path) uses \(source)", at: origin.place)
        }
        let origin = template.origin(of: reference.path)
        let path = origin?.path ?? name(of: Template.Path(.resources, user))
        let source = origin?.source ?? name(of: reference)
        return Diagnostic.Note("\(path) uses \(source)", at: origin?.place)
    }
}

extension Template.Path {
    /// The parameter of a nested stack that the value is given to.
    fileprivate var givenParameter: String? {
        guard section == .resources, steps.count > 4, steps[2] == .key("Properties"), steps[3] == .key("Parameters"),
            case .key(let name) = steps[4]
        else { return nil }
        return name
    }
}
