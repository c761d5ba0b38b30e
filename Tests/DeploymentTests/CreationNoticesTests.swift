import CloudFormation
import Diagnostics
import Foundation
import XCTest

@testable import Deployment

final class CreationNoticesTests: XCTestCase {
    /// A root that hands its parameters on to a stack with a database and a subscription, under other names.
    private static let templates = DeployableTemplates(templates: [
        SynthesizedTemplate(
            ["Web"],
            #"""
                {"Parameters": {"DatabaseVersion": {"Type": "String", "Default": "8.0"}, "MultiAZ": {"Type": "String", "Default": "true"},
                   "AlarmEmail": {"Type": "String", "Default": ""}, "Tier": {"Type": "String", "Default": "full"}},
                 "Conditions": {"HasData": {"Fn::Or": [{"Fn::Equals": [{"Ref": "Tier"}, "full"]}, {"Fn::Equals": [{"Ref": "Tier"}, "data"]}]}},
                 "Resources": {"Data": {"Type": "AWS::CloudFormation::Stack", "Condition": "HasData", "Properties": {"TemplateURL": "./Web.Data.template.json",
                   "Parameters": {"Version": {"Ref": "DatabaseVersion"}, "Standby": {"Ref": "MultiAZ"}, "Mail": {"Ref": "AlarmEmail"},
                                  "Subnet": {"Fn::GetAtt": ["Network", "Outputs.Subnet"]}}}}}}
            """#, nested: ["Data": "Web.Data.template.json"]),
        SynthesizedTemplate(
            ["Web", "Data"],
            #"""
                {"Parameters": {"Version": {"Type": "String"}, "Standby": {"Type": "String"}, "Mail": {"Type": "String"},
                   "Subnet": {"Type": "String"}},
                 "Conditions": {"HasMail": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Mail"}, ""]}]},
                                "IsStrange": {"Fn::Equals": [{"Ref": "Subnet"}, "subnet-1"]}},
                 "Resources": {
                   "Database": {"Type": "AWS::RDS::DBInstance", "Properties": {"Engine": "mysql", "EngineVersion": {"Ref": "Version"},
                     "DBInstanceClass": "db.t3.micro", "MultiAZ": {"Fn::If": ["HasMail", true, {"Ref": "Standby"}]}}},
                   "Strange": {"Type": "AWS::RDS::DBInstance", "Condition": "IsStrange", "Properties": {"Engine": "mysql", "EngineVersion": "8.0"}},
                   "Mail": {"Type": "AWS::SNS::Subscription", "Condition": "HasMail", "Properties": {"Protocol": "email", "Endpoint": {"Ref": "Mail"}}},
                   "Queue": {"Type": "AWS::SNS::Subscription", "Properties": {"Protocol": "sqs", "Endpoint": "arn"}}}}
            """#),
    ])

    private func notices(
        _ values: [String: String] = [:], at time: String = "2026-08-01T00:00:00Z"
    ) throws -> CreationNotices {
        let now = try Date(time, strategy: .iso8601)
        return Self.templates.creationNotices(values: values, region: "eu-west-3", now: now)
    }

    func testADatabaseOutOfStandardSupportIsToldWithItsPriceAndTheParameterThatEndsIt() throws {
        XCTAssertEqual(
            try notices().warnings,
            [
                "Data/Database: standard support of mysql 8.0 ended on 2026-07-31, and AWS charges RDS Extended Support: about 292 to 350 USD a month for 4 vCPUs, the standby's too (0.1 to 0.12 USD for each vCPU and hour in other regions; that of eu-west-3 is in AWS's price list); DatabaseVersion=8.4 ends it"
            ])
        XCTAssertTrue(
            try notices(["MultiAZ": "false"]).warnings[0].contains("about 146 to 175 USD a month for 2 vCPUs ("))
    }

    func testADatabaseInSupportIsNothingToTell() throws {
        XCTAssertEqual(try notices(["DatabaseVersion": "8.4"]).warnings, [])
        XCTAssertEqual(try notices(at: "2026-07-31T12:00:00Z").warnings, [], "the last day is free")
        XCTAssertEqual(try notices(["Tier": "web"]).warnings, [], "there is no database")
    }

    func testWhoIsToConfirmASubscriptionIsTold() throws {
        XCTAssertEqual(try notices().nextSteps, [])
        XCTAssertEqual(
            try notices(["AlarmEmail": "ops@example.com"]).nextSteps,
            [
                "AWS has written to ops@example.com: nothing else is sent there before the link in that message was followed (Data/Mail)"
            ])
    }
}
