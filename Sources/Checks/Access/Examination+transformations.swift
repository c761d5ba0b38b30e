import Template

extension Examination {
    /// The role of a stream may invoke the function that changes what passes ("Grant Firehose access to an AWS Lambda
    /// function" in the Amazon Data Firehose developer guide).
    mutating func checkTransformations(
        of stream: Template.Resource, _ logicalID: String, _ stack: Int, _ access: AccessIndex
    ) {
        for name in stream.properties.entries.map(\.key) where name.hasSuffix("DestinationConfiguration") {
            for destination in stream.values(at: name, of: logicalID) {
                guard let given = destination.value["RoleARN"] ?? destination.value["S3Configuration"]?["RoleARN"],
                    let role = role(given, stack)
                else { continue }
                let processing = destination.values(at: [
                    "ProcessingConfiguration", "Processors", "*", "Parameters", "*",
                ])
                for parameter in processing where parameter.value["ParameterName"] == "LambdaArn" {
                    for value in parameter["ParameterValue"] {
                        guard
                            case .resource(let function, let attribute)? = wiring.traces(of: value.value, in: stack)
                                .first,
                            Self.invocable.contains(function.resource.type)
                        else { continue }
                        require(
                            ["lambda:InvokeFunction"], on: function,
                            as: wiring.pattern(of: function, attribute: attribute),
                            of: role, access, at: value.path, because: "the transformation", isRefused: false)
                    }
                }
            }
        }
    }
}
