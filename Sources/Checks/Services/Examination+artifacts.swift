import Diagnostics
import Template

extension Examination {
    /// Each action of a pipeline takes what one before it has brought ("CodePipeline pipeline structure reference" in the
    /// AWS CodePipeline user guide).
    mutating func checkArtifacts() {
        for (pipeline, wiring) in ownCases(of: "AWS::CodePipeline::Pipeline") {
            guard let actions = actions(of: pipeline, wiring) else { continue }
            checkArtifacts(of: actions, of: pipeline, wiring)
        }
    }

    /// Nil where one is not known.
    private func actions(of pipeline: WiredResource, _ wiring: Wiring) -> [PipelineAction]? {
        guard let stages = pipeline.value("Stages").flatMap(wiring.placedElements) else { return nil }
        var actions: [PipelineAction] = []
        for (stage, value) in stages {
            guard let own = wiring.member("Actions", of: value).flatMap(wiring.placedElements) else { return nil }
            for (index, value) in own {
                let order = wiring.number(wiring.member("RunOrder", of: value), otherwise: 1)
                let steps: [Template.Path.Step] = [.key("Stages"), .index(stage), .key("Actions"), .index(index)]
                actions.append(PipelineAction(value: value, stage: stage, order: order, steps: steps))
            }
        }
        return actions
    }

    private mutating func checkArtifacts(
        of actions: [PipelineAction], of pipeline: WiredResource, _ wiring: Wiring
    ) {
        let outputs = actions.map { names(of: "OutputArtifacts", of: $0, wiring) }
        guard !outputs.contains(where: { $0 == nil }) else { return }
        var makers: [String: PipelineAction] = [:]
        for (action, names) in zip(actions, outputs) {
            for (index, name) in names ?? [] {
                if makers.updateValue(action, forKey: name) != nil {
                    report(
                        "pipeline-order", "another action brings \(name) already", at: pipeline,
                        steps: action.steps + [.key("OutputArtifacts"), .index(index), .key("Name")],
                        fix: "choose another name")
                }
            }
        }
        for action in actions {
            guard let inputs = names(of: "InputArtifacts", of: action, wiring) else { continue }
            for (index, name) in inputs where makers[name]?.isBefore(action) != true {
                report(
                    "pipeline-order",
                    makers[name] == nil ? "no action brings \(name)" : "no action before it brings \(name)",
                    at: pipeline, steps: action.steps + [.key("InputArtifacts"), .index(index), .key("Name")],
                    fix: Suggestion.fix(for: name, in: makers.keys.sorted())
                        ?? "name an artifact that an action before it brings")
            }
            checkTemplate(of: action, takes: inputs.map { $0.text }, of: pipeline, wiring)
        }
    }

    /// "AWS CloudFormation deploy action reference" in the AWS CodePipeline user guide.
    private mutating func checkTemplate(
        of action: PipelineAction, takes inputs: [String], of pipeline: WiredResource, _ wiring: Wiring
    ) {
        let configuration = wiring.member("Configuration", of: action.value)
        for property in ["TemplatePath", "TemplateConfiguration"] {
            guard let path = wiring.text(wiring.member(property, of: configuration)),
                let end = path.firstRange(of: "::")?.lowerBound
            else { continue }
            let name = String(path[..<end])
            // What a variable comes to, an earlier action says.
            guard !inputs.contains(name), !name.contains("#{") else { continue }
            report(
                "pipeline-order", "the action does not take \(name)", at: pipeline,
                steps: action.steps + [.key("Configuration"), .key(property)],
                fix: "add it to the InputArtifacts, or name one of them")
        }
    }

    /// Nil where one is not known.
    private func names(
        of property: String, of action: PipelineAction, _ wiring: Wiring
    ) -> [(index: Int, text: String)]? {
        guard let artifacts = wiring.placedPossibleElements(of: wiring.member(property, of: action.value)) else {
            return nil
        }
        let names = artifacts.compactMap { index, artifact in
            wiring.text(wiring.member("Name", of: artifact)).map { (index: index, text: $0) }
        }
        return names.count == artifacts.count ? names : nil
    }
}

private struct PipelineAction {
    let value: WiredValue
    let stage: Int
    /// Among those of its stage; nil where that is not known.
    let order: Double?
    let steps: [Template.Path.Step]

    /// Whether it may come to its end before another one begins.
    func isBefore(_ other: PipelineAction) -> Bool {
        guard stage == other.stage else { return stage < other.stage }
        guard let order, let later = other.order else { return true }
        return order < later
    }
}
