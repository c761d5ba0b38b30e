import AWSResourceCatalogue
import JSON
import ResourceSchemas
import Template
import XCTest

@testable import Permissions

/// The policies that needs become, of the templates that are committed.
final class PolicyTests: XCTestCase {
    private func webMarket() throws -> DeploymentRoles {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Stacks/Templates")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
        var files: [String: Template] = [:]
        for name in names {
            let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
            files[name] = try Template(parsing: bytes, file: name)
        }
        let tree = try XCTUnwrap(TemplateTree(root: "WebMarketPlus.template.json", in: files))
        return PermissionFixture.roles(
            tree, values: ["ProjectName": "shop", "Environment": "prod", "FlowLogs": "true", "AccessLogs": "true"])
    }

    func testEveryPolicyIsShortEnoughAndThereAreNoMoreThanARoleTakes() throws {
        let roles = try webMarket()
        for set in [roles.executionPolicies, roles.deployerPolicies] {
            XCTAssertLessThanOrEqual(set.policies.count, PolicyDocument.most)
            for policy in set.policies {
                XCTAssertLessThanOrEqual(policy.size(in: roles.place), PolicyDocument.longest)
                // As IAM counts, not as this does.
                let characters = policy.rendered(in: roles.place).count {
                    ![UInt8(ascii: " "), UInt8(ascii: "\n")].contains($0)
                }
                XCTAssertEqual(policy.size(in: roles.place), characters)
            }
        }
    }

    func testMostStatementsAreScopedAndNoneAllowsEverything() throws {
        let statements = try webMarket().executionPolicies.statements
        XCTAssertGreaterThanOrEqual(statements.count { $0.isScoped } * 10, statements.count * 8)
        for action in statements.flatMap(\.actions) {
            XCTAssertFalse(action == "*" || action.hasSuffix(":*"), action)
            let name = action.split(separator: ":").last ?? ""
            let reads = ["Describe", "Get", "List"].contains { name.hasPrefix($0) }
            XCTAssertTrue(!action.contains("*") || reads, "\(action) does more than read")
        }
    }

    func testEveryActionIsOneOfIAMs() throws {
        let lookup = ActionLookup(ResourceCatalogue.aws.actions)
        let roles = try webMarket()
        for action in (roles.executionPolicies.statements + roles.deployerPolicies.statements).flatMap(\.actions) {
            XCTAssertNotNil(lookup.action(action).formats, action)
        }
    }

    /// What stands together for brevity allows what is needed, and nothing else.
    func testStatementsThatStandTogetherAllowNothingMore() throws {
        let roles = try webMarket()
        let lookup = ActionLookup(ResourceCatalogue.aws.actions)
        var needed: [String: [PermissionNeed]] = [:]
        for need in roles.execution.needs { needed[need.action, default: []].append(need) }
        for statement in roles.executionPolicies.statements {
            for action in statement.actions {
                for resource in statement.resources {
                    let isNeeded = (needed[action] ?? []).contains {
                        ResourceGlob($0.resource).covers(resource) || $0.resource == resource
                    }
                    if isNeeded { continue }
                    // It has no effect then: the action applies to no such resource.
                    let format = roles.execution.needs.first { $0.resource == resource }?.format ?? ""
                    XCTAssertFalse(lookup.action(action).formats?.contains(format) ?? true, "\(action) on \(resource)")
                }
            }
        }
        for need in roles.execution.needs {
            let isAllowed = roles.executionPolicies.statements.contains { statement in
                statement.actions.contains { ResourceGlob($0).covers(need.action) }
                    && statement.resources.contains { ResourceGlob($0).covers(need.resource) }
                    && (statement.conditions.isEmpty || statement.conditions == need.conditions
                        || statement.conditions.or(need.conditions) == statement.conditions)
            }
            XCTAssertTrue(isAllowed, "\(need.action) on \(need.resource)")
        }
    }

    func testAServiceThatAsksForEverythingIsWrittenOut() throws {
        let roles = try PermissionFixture.roles(#"{"Lake": {"Type": "AWS::SecurityLake::DataLake"}}"#)
        let actions = roles.executionPolicies.statements.flatMap(\.actions)
        XCTAssertFalse(actions.contains { $0.hasSuffix(":*") })
        XCTAssertTrue(actions.contains("s3:CreateBucket"))
    }

    func testATypeWithoutFactsIsNamedWithWhatToDo() throws {
        let roles = try PermissionFixture.roles(
            """
            {"A": {"Type": "AWS::Serverless::Function"}, "B": {"Type": "AWS::Serverless::Function"},
             "C": {"Type": "Shop::Till::Register"}, "D": {"Type": "AWS::Pinpoint::App"}}
            """)
        XCTAssertEqual(
            roles.problems.map(\.message),
            [
                "what CloudFormation calls for AWS::Pinpoint::App is not known, so that what D needs is not among the permissions",
                "what CloudFormation calls for AWS::Serverless::Function is not known, so that what A, B needs is not among the permissions",
                "what CloudFormation calls for Shop::Till::Register is not known, so that what C needs is not among the permissions",
            ])
        XCTAssertTrue(roles.problems.allSatisfy { $0.fix != nil })
    }

    func testACustomResourceInvokesItsFunction() throws {
        let roles = try PermissionFixture.roles(
            """
            {"Seed": {"Type": "Custom::Seed", "Properties": {"ServiceToken": {"Fn::GetAtt": ["Seeder", "Arn"]}}},
             "Seeder": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "seeder", "Code": {"ZipFile": "x"}}}}
            """)
        XCTAssertTrue(
            roles.resources(of: "lambda:InvokeFunction").contains(
                "arn:aws:lambda:eu-west-3:123456789012:function:seeder"))
        XCTAssertEqual(roles.resources(of: "sns:Publish"), [])
    }

    func testAnActionIsExplainedByWhoWantsIt() throws {
        let roles = try PermissionFixture.roles(
            #"{"Orders": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "orders"}}}"#)
        XCTAssertEqual(
            roles.explanation(of: "sqs:deletequeue"),
            """
            sqs:DeleteQueue on arn:aws:sqs:eu-west-3:123456789012:orders  (shop-prod-execution)
              Orders (AWS::SQS::Queue): delete

            """)
        XCTAssertNil(roles.explanation(of: "rds:DeleteDBInstance"))
    }

    func testTheTemplateOfTheRolesIsOneThatCloudFormationTakes() throws {
        let roles = try webMarket()
        let bytes = roles.template(
            RoleStack(workflow: .init(repository: "shop/infrastructure", branch: "main"), makesBucket: true)
        ).rendered()
        let template = try Template(parsing: bytes, file: "roles.json")
        XCTAssertEqual(
            template.resources.names.filter { !$0.contains("Policy") },
            ["ArtifactBucket", "ExecutionRole", "GitHub", "DeploymentRole"])
        let trust = template.resources["DeploymentRole"]?.properties["AssumeRolePolicyDocument"]
        XCTAssertEqual(
            trust?["Statement"]?[0]?["Condition"]?["StringEquals"]?["token.actions.githubusercontent.com:sub"],
            "repo:shop/infrastructure:ref:refs/heads/main")
        XCTAssertFalse(String(decoding: bytes, as: UTF8.self).contains("123456789012"), "it holds in any account")
    }
}
