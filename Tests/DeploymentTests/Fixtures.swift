import CloudFormation
import Diagnostics
import EnvironmentsTesting
import JSON

@testable import Deployment
@testable import Environments

/// A root with a bucket and a network, and a database below it.
extension Fixture {
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
                    logicalID: "Lake", type: "AWS::S3::Bucket", path: "Web/Lake",
                    location: SourceLocation(fileID: "Stacks/Web.swift", line: 9),
                    deletionPolicy: "Retain"),
                DeployableResource(
                    logicalID: "Data", type: "AWS::CloudFormation::Stack", path: "Web/Data",
                    location: SourceLocation(fileID: "Stacks/Web.swift", line: 10),
                    nestedTemplate: "Web.Data.template.json"),
            ]),
        DeployableTemplate(
            stackPath: ["Web", "Data"], fileName: "Web.Data.template.json", contents: Array(dataTemplate.utf8),
            parameters: [],
            resources: [
                DeployableResource(
                    logicalID: "Database", type: "AWS::RDS::DBInstance", path: "Web/Data/Database",
                    location: SourceLocation(fileID: "Stacks/Data.swift", line: 42)),
                DeployableResource(
                    logicalID: "Group", type: "AWS::EC2::SecurityGroup", path: "Web/Data/Group",
                    location: SourceLocation(fileID: "Stacks/Data.swift", line: 7)),
                DeployableResource(
                    logicalID: "Mail", type: "AWS::SNS::Subscription", path: "Web/Data/Mail",
                    location: SourceLocation(fileID: "Stacks/Data.swift", line: 50)),
            ]),
    ])
}
