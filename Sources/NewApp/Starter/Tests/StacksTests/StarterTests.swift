import Stacks
import TemplateTesting
import XCTest

final class StarterTests: XCTestCase {
    func testCommittedTemplatesAreCurrent() throws {
        try Starter.app().expectDiagnostics()
        try Starter.app().expectTemplates(recordedBy: "swift run Infra synth")
    }

    func testWhatFailedFiveTimesIsKeptForTwoWeeks() throws {
        let root = try EvaluatedStack(of: Starter.app())
        try root.expect("Queue", "AWS::SQS::Queue", with: ["RedrivePolicy": ["maxReceiveCount": 5]])
        try root.expect("Failed", "AWS::SQS::Queue", with: ["MessageRetentionPeriod": 1_209_600])
    }
}
