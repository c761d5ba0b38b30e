import CloudFormation
import JSON

@testable import Deployment

/// A root with a bucket and a network, and a database below it.
enum Fixture {
    static let rootTemplate = """
        { "Resources": { "Data": { "Type": "AWS::CloudFormation::Stack", "Properties": { "TemplateURL": "./Web.Data.template.json" } } } }
        """
    static let dataTemplate = """
        {
          "Resources": {
            "Database": {
              "Type": "AWS::RDS::DBInstance",
              "Properties": { "Engine": "mysql", "EngineVersion": "8.0", "DBInstanceClass": "db.t3.micro", "DBSubnetGroupName": "012345678901" }
            },
            "Mail": { "Type": "AWS::SNS::Subscription", "Properties": { "Protocol": "email", "Endpoint": "ops@example.com" } }
          }
        }
        """

    static let templates = DeployableTemplates(templates: [
        DeployableTemplate(
            stackPath: ["Web"], fileName: "Web.template.json", contents: Array(rootTemplate.utf8),
            parameters: parameters,
            resources: [
                DeployableResource(
                    logicalID: "Lake", type: "AWS::S3::Bucket", path: "Web/Lake", location: "Stacks/Web.swift:9",
                    deletionPolicy: "Retain"),
                DeployableResource(
                    logicalID: "Data", type: "AWS::CloudFormation::Stack", path: "Web/Data",
                    location: "Stacks/Web.swift:10",
                    nestedTemplate: "Web.Data.template.json"),
            ]),
        DeployableTemplate(
            stackPath: ["Web", "Data"], fileName: "Web.Data.template.json", contents: Array(dataTemplate.utf8),
            parameters: [],
            resources: [
                DeployableResource(
                    logicalID: "Database", type: "AWS::RDS::DBInstance", path: "Web/Data/Database",
                    location: "Stacks/Data.swift:42"),
                DeployableResource(
                    logicalID: "Group", type: "AWS::EC2::SecurityGroup", path: "Web/Data/Group",
                    location: "Stacks/Data.swift:7"),
                DeployableResource(
                    logicalID: "Mail", type: "AWS::SNS::Subscription", path: "Web/Data/Mail",
                    location: "Stacks/Data.swift:50"),
            ]),
    ])

    static let parameters = [
        ParameterDeclaration(
            name: "ProjectName", type: "String", location: SourceLocation(fileID: "Stacks/Web.swift", line: 1)),
        ParameterDeclaration(
            name: "Environment", type: "String", allowedValues: ["dev", "prod"],
            location: SourceLocation(fileID: "Stacks/Web.swift", line: 2)),
        ParameterDeclaration(
            name: "MinSize", type: "Number", defaultValue: "2", allowedRange: 1...4, description: "least instances",
            location: SourceLocation(fileID: "Stacks/Web.swift", line: 3)),
        ParameterDeclaration(
            name: "DBPassword", type: "String", defaultValue: "", allowedLength: 8...(.max), noEcho: true,
            location: SourceLocation(fileID: "Stacks/Web.swift", line: 4)),
    ]

    static func environment(
        _ name: String = "dev", isProtected: Bool = false, endpoint: String? = nil, parameters: [String: String] = [:],
        tags: [String: String] = ["Team": "web shop"]
    ) -> EnvironmentFile {
        EnvironmentFile(
            name: name, fileName: "parameters/\(name).json", region: "eu-west-3", endpoint: endpoint, credentials: nil,
            isProtected: isProtected,
            stackName: "web-\(name)",
            parameters: ["ProjectName": "web", "Environment": name].merging(parameters) { $1 }, tags: tags,
            parameterPlaces: [
                "Environment": .init(name: JSONPlace(line: 5, column: 5), value: JSONPlace(line: 5, column: 20))
            ])
    }
}
