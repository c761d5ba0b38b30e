import Foundation
import XCTest

/// An environment of its own, from an update to its end.
final class UpdateTests: XCTestCase {
    func testAnUpdateTouchesOnlyTheGroupAndDestroyingLeavesNothing() async throws {
        let cloud = try await LocalCloud.shared()
        let aws = AWS(cloud: cloud)
        let workspace = try Workspace(cloud: cloud, project: "update")
        let stack = "update-local"
        let empty = try await aws.inventory()

        let first = try await workspace.run("deploy", "--env", "local")
        XCTAssertEqual(first.status, 0, first.transcript)
        let before = try await aws.physicalIDs(of: stack)

        try workspace.edit("local") {
            $0.set("MinimumInstances", 3)
            $0.set("MaximumInstances", 6)
        }
        let update = try await workspace.run("deploy", "--env", "local")
        XCTAssertEqual(update.status, 0, update.transcript)
        let rows = update.output.split(separator: "\n").drop { !$0.hasPrefix("Action") }.dropFirst().prefix { !$0.hasPrefix("Output") }
        XCTAssertEqual(rows.count, 1, "the change set names the group and nothing else:\n\(update.output)")
        XCTAssertNotNil(
            rows.first?.range(
                of: "^Modify +Compute/WebGroup +AWS::AutoScaling::AutoScalingGroup +in place +MaxSize, MinSize",
                options: .regularExpression), update.output)
        let updated = update.errors.split(separator: "\n").filter { $0.contains("UPDATE_COMPLETE  ") && $0.contains("/") }
        XCTAssertEqual(updated, ["  UPDATE_COMPLETE  Compute/WebGroup (AWS::AutoScaling::AutoScalingGroup)"], update.errors)

        let after = try await aws.physicalIDs(of: stack)
        XCTAssertEqual(after, before)
        let group = AWS.Call(
            "autoscaling describe-auto-scaling-groups --auto-scaling-group-names \(before["Compute/WebGroup"] ?? "")",
            "AutoScalingGroups[0].[MinSize, MaxSize, length(Instances[?LifecycleState=='InService'])]")
        try await eventually("the group has three instances") { try await aws.read([group]) == [[3, 6, 3]] }
        let address = try await aws.read(
            "cloudformation describe-stacks --stack-name \(stack)", "Stacks[0].Outputs[?OutputKey=='Url'].OutputValue | [0]").text
        let answer = try await HTTP.get(address)
        XCTAssertEqual(answer.status, 200, answer.body)

        let end = try await workspace.run("destroy", "--env", "local", "--yes", "--delete-retained")
        XCTAssertEqual(end.status, 0, end.transcript)
        let left = try await aws.inventory()
        XCTAssertEqual(left.subtracting(empty).sorted(), [])
        XCTAssertEqual(workspace.leftFiles, [])
    }
}
