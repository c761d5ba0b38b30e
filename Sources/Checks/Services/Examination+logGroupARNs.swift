import Template

extension Examination {
    /// "LogDestination" in the AWS Step Functions API reference, "CreateTrail" in that of AWS CloudTrail: the ARN of a log
    /// group is that of all streams in it.
    mutating func checkLogGroupARNs() {
        let places = [
            ("AWS::CloudTrail::Trail", "CloudWatchLogsLogGroupArn"),
            (
                "AWS::StepFunctions::StateMachine",
                "LoggingConfiguration/Destinations/*/CloudWatchLogsLogGroup/LogGroupArn"
            ),
        ]
        for (type, path) in places {
            for (resource, wiring) in cases(of: type) {
                for place in wiring.places(at: path, of: resource)
                where wiring.patterns(of: place.value.expression, in: place.value.stack).contains(
                    where: \.isOfGroupOnly)
                {
                    report(
                        "pattern-mismatch", "the ARN does not end in :*, as that of all streams of a log group does",
                        at: resource, steps: place.steps,
                        fix: "use the attribute Arn of the log group, or put :* behind it")
                }
            }
        }
    }
}

extension TextPattern {
    /// Whether it is an ARN that ends in something else than the streams of a log group.
    fileprivate var isOfGroupOnly: Bool {
        guard isARN, let last = symbols.last else { return false }
        switch last {
        case .byte(let byte): return byte != UInt8(ascii: "*")
        case .name: return true
        case .one, .oneBut, .anything, .without: return false
        }
    }
}
