import CloudFormation
import Environments
import JSON
import Terminal

/// An environment of a small app, and what its root template declares.
package enum Fixture {
    package static let parameters = [
        ParameterDeclaration(
            name: "ProjectName", type: "String", at: .source(SourceLocation(fileID: "Stacks/Web.swift", line: 1))),
        ParameterDeclaration(
            name: "Environment", type: "String", allowedValues: ["dev", "prod"],
            at: .source(SourceLocation(fileID: "Stacks/Web.swift", line: 2))),
        ParameterDeclaration(
            name: "MinSize", type: "Number", defaultValue: "2", allowedRange: 1...4, description: "least instances",
            at: .source(SourceLocation(fileID: "Stacks/Web.swift", line: 3))),
        ParameterDeclaration(
            name: "DBPassword", type: "String", defaultValue: "", allowedLength: 8...(.max), noEcho: true,
            environmentVariable: "DB_PASSWORD",
            at: .source(SourceLocation(fileID: "Stacks/Web.swift", line: 4))),
    ]

    package static func environment(
        _ name: String = "dev", isProtected: Bool = false, hasStackPolicy: Bool = false, roleARN: String? = nil,
        endpoint: String? = nil,
        parameters: [String: String] = [:],
        tags: [String: String] = ["Team": "web shop"]
    ) -> EnvironmentFile {
        EnvironmentFile(
            name: name, fileName: "parameters/\(name).json", region: "eu-west-3", endpoint: endpoint, credentials: nil,
            isProtected: isProtected, hasStackPolicy: hasStackPolicy,
            roleARN: roleARN, stackName: "web-\(name)",
            parameters: ["ProjectName": "web", "Environment": name].merging(parameters) { $1 }, tags: tags,
            invocation: Invocation(prefix: "swift run "),
            parameterPlaces: [
                "Environment": .init(name: JSONPlace(line: 5, column: 5), value: JSONPlace(line: 5, column: 20))
            ])
    }
}
