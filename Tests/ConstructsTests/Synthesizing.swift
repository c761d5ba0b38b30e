import CloudFormation
import TemplateTesting
import XCTest

/// Synthesizes what `build` adds to a stack and evaluates it. Fails when there are diagnostics.
func synthesize(
    _ parameters: [String: String] = [:], file: StaticString = #filePath, line: UInt = #line,
    _ build: (Stack) -> Void
) throws -> EvaluatedStack {
    let assembly = assemble(build)
    XCTAssertEqual(assembly.diagnostics.map(\.description), [], file: file, line: line)
    return try EvaluatedStack(of: assembly, parameters: parameters)
}

/// The problems that synthesis finds in what `build` adds to a stack.
func diagnose(_ build: (Stack) -> Void) -> [Diagnostic] { assemble(build).diagnostics }

private func assemble(_ build: (Stack) -> Void) -> Assembly {
    let app = App()
    build(app.stack("Test"))
    return app.synthesize()
}

extension Stack {
    /// A condition that holds when the parameter of this name is `true`, as it is by default.
    func flag(_ name: String) -> Condition {
        condition("Has\(name)", parameter(name, .boolean, default: true) == true)
    }
}

/// Fails unless there is one diagnostic, with this code, at this file and line.
func assertOneError(
    _ diagnostics: [Diagnostic], _ code: String, at expected: Int, file: StaticString = #filePath, line: UInt = #line
) {
    XCTAssertEqual(
        diagnostics.map(\.code), [code], "\(diagnostics)", file: file, line: line)
    guard let diagnostic = diagnostics.first else { return }
    XCTAssertEqual(diagnostic.severity, .error, file: file, line: line)
    XCTAssertEqual(diagnostic.location?.line, expected, "\(diagnostic)", file: file, line: line)
    XCTAssertTrue(
        diagnostic.location?.fileID.hasPrefix("ConstructsTests/") == true, "\(diagnostic)", file: file, line: line)
    XCTAssertFalse((diagnostic.fix ?? "").isEmpty, file: file, line: line)
}

extension EvaluatedStack {
    /// Actions with their resources, of everything that a role was allowed in policies of its own.
    func allowed(_ role: String) -> [String: Set<String>] {
        var allowed: [String: Set<String>] = [:]
        for policy in all("AWS::IAM::Policy").values where policy.Roles == [.string(role)] {
            for statement in policy.PolicyDocument.Statement.elements where statement.Effect == "Allow" {
                for action in statement.Action.strings {
                    allowed[action, default: []].formUnion(statement.Resource.strings)
                }
            }
        }
        return allowed
    }
}
