import Template

extension Examination {
    /// The first stage of a pipeline fetches what the others work on, and no other does ("CodePipeline pipeline structure
    /// reference" in the AWS CodePipeline user guide).
    mutating func checkPipelines() {
        for (pipeline, wiring) in ownCases(of: "AWS::CodePipeline::Pipeline") {
            guard let stages = pipeline.value("Stages").flatMap(wiring.placedElements) else { continue }
            for (position, stage) in stages {
                let isFirst = position == stages.first?.index
                for (index, action) in wiring.placedElements(of: wiring.member("Actions", of: stage)) {
                    let kind = wiring.member("Category", of: wiring.member("ActionTypeId", of: action))
                    guard let category = wiring.text(kind), (category == "Source") != isFirst else { continue }
                    report(
                        "pipeline-stages",
                        isFirst
                            ? "the first stage has sources only, and this action is of the category \(category)"
                            : "only the first stage has sources, and this is another one",
                        at: pipeline, .key("Stages"), .index(position), .key("Actions"), .index(index),
                        .key("ActionTypeId"), .key("Category"),
                        fix: isFirst ? "move the action to a later stage" : "move the action to the first stage")
                }
            }
        }
    }
}
