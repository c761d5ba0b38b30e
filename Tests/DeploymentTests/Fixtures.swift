import Diagnostics
import EnvironmentsTesting
import JSON
import Template

@testable import CloudFormation
@testable import Deployment
@testable import Environments

/// A root with a bucket and a network, and a database below it.
extension Fixture {
    static let rootTemplate = """
        { "Resources": { "Lake": { "Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain" }, "Data": { "Type": "AWS::CloudFormation::Stack", "Properties": { "TemplateURL": "./Web.Data.template.json" } } } }
        """
    static let dataTemplate = """
        {
          "Resources": {
            "Database": {
              "Type": "AWS::RDS::DBInstance",
              "Properties": { "Engine": "mysql", "EngineVersion": "8.0", "DBInstanceClass": "db.t3.micro", "DBSubnetGroupName": "012345678901" }
            },
            "Group": { "Type": "AWS::EC2::SecurityGroup", "Properties": { "GroupDescription": "database" } },
            "Mail": { "Type": "AWS::SNS::Subscription", "Properties": { "Protocol": "email", "Endpoint": "ops@example.com" } }
          }
        }
        """

    static let templates = DeployableTemplates(templates: [
        SynthesizedTemplate(
            ["Web"], rootTemplate, parameters: parameters, lines: ["Lake": 9, "Data": 10],
            nested: ["Data": "Web.Data.template.json"]),
        SynthesizedTemplate(
            ["Web", "Data"], dataTemplate, file: "Stacks/Data.swift",
            lines: ["Database": 42, "Group": 7, "Mail": 50]),
    ])
}

extension SynthesizedTemplate {
    /// What a JSON text says.
    ///
    /// - Parameters:
    ///   - lines: of Swift, by logical ID.
    ///   - nested: the files of nested stacks, by logical ID.
    ///   - formerly: what resources are said to have been, by logical ID.
    init(
        _ stackPath: [String], _ json: String, parameters: [ParameterDeclaration] = [],
        file: String = "Stacks/Web.swift", lines: [String: Int] = [:], nested: [String: String] = [:],
        formerly: [String: String] = [:]
    ) {
        let path = stackPath.reduce(nil as ConstructPath?) { parent, id in
            ConstructPath(parent: parent, id: id, location: SourceLocation(fileID: file, line: 1), isStack: true)
        }!
        let fileName = stackPath.joined(separator: ".") + ".template.json"
        let template = try! Template(parsing: Array(json.utf8), file: fileName)
        self.init(
            stackPath: stackPath, fileName: fileName, template: template, contents: Array(json.utf8),
            parameters: parameters, constraints: [],
            resources: template.resources.names.map { id in
                let location = SourceLocation(fileID: file, line: lines[id] ?? 1)
                return SynthesizedResource(
                    logicalID: id, element: Element(kind: .resource, index: 0, id: id, in: path, at: location),
                    nestedTemplate: nested[id], formerPaths: formerly[id].map { [FormerPath($0, at: location)] } ?? [])
            })
    }
}
