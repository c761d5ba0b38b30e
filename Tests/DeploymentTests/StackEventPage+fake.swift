import AWSAccessTesting
import Foundation

@testable import AWSAccess
@testable import Deployment

/// A page of events as the CLI gives it, decoded.
func pageOfEvents(_ stack: String, _ events: [FakeEvent]) throws -> [StackEvent] {
    try AWSCLI.decode(StackEventPage.self, from: Data(eventsJSON(stack, events).utf8), of: "aws cloudformation")
        .stackEvents
}
