import XCTest

/// What a deployed stack tells, by the names of its outputs.
struct StackOutputs: Sendable {
    let values: [String: String]

    /// The value of the output of that name, which has to be there.
    func callAsFunction(_ name: String) throws -> String { try XCTUnwrap(values[name], "no \(name) in \(values)") }
}

extension AWS {
    /// A stack's outputs, as CloudFormation has them.
    func outputs(of stack: String) async throws -> StackOutputs {
        let outputs = try await read(
            "cloudformation describe-stacks --stack-name \(stack)", "Stacks[0].Outputs[].[OutputKey, OutputValue]")
        return StackOutputs(
            values: Dictionary(uniqueKeysWithValues: outputs.items.map { ($0[0].text, $0[1].text) }))
    }
}
