import AWSResourceCatalogue
import Template
import XCTest

@testable import Plan

/// Plans of resources as somebody reads them.
class DisplayTestCase: XCTestCase {
    func plan(_ before: String, _ after: String) throws -> Plan {
        func side(_ text: String) throws -> PlannedTemplates {
            let template = try Template(parsing: Array("{ \"Resources\": { \(text) } }".utf8), file: "a.json")
            return PlannedTemplates(TemplateTree(template))
        }
        return Plan(from: try side(before), to: try side(after), catalogue: .aws)
    }

    func text(_ plan: Plan, width: Int = 100) -> String {
        plan.lines(width: width) { _ in "here" }.map { $0.map(\.text).joined() }.joined(separator: "\n")
    }

    func network(_ block: String, _ script: String = "") -> String {
        """
        "Net": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "\(block)" } },
        "Group": { "Type": "AWS::EC2::SecurityGroup", "Properties": {
          "GroupDescription": "web", "VpcId": { "Ref": "Net" } } },
        "Launch": { "Type": "AWS::EC2::LaunchTemplate", "Properties": { "LaunchTemplateData": {
          "SecurityGroupIds": [{ "Fn::GetAtt": ["Group", "GroupId"] }],
          "UserData": { "Fn::Base64": "#!/bin/sh\\nstart\(script)\\nserve\\n" } } } }
        """
    }

    func database(_ properties: String) -> String {
        """
        "Data": { "Type": "AWS::RDS::DBInstance", "UpdateReplacePolicy": "Delete", "Properties": {
          "Engine": "mysql", "DBInstanceClass": "db.t3.micro", \(properties) } }
        """
    }
}
