import AWSECS

/// How many of the tasks run on what AWS has to spare, for about a third of the price: AWS takes it back with two minutes'
/// notice, and may have none at times.
///
///     let spot = SpotShare(percent: 100, when: isDev)
///
/// "Amazon ECS clusters for Fargate" in its developer guide.
public struct SpotShare: Sendable {
    /// Of a capacity provider, and its share.
    package struct Item {
        package let provider: Value<Name<ECS.CapacityProvider>>
        package let weight: Value<Int>
    }

    private let percent: Int
    private let condition: Condition?

    /// - Parameters:
    ///   - percent: 1 to 100; with 100 there may be no task at all for a while.
    ///   - condition: only where it holds, such as in `dev`; elsewhere none does.
    public init(percent: Int, when condition: Condition? = nil) {
        self.percent = percent
        self.condition = condition
    }

    /// The share of each capacity provider.
    package var strategy: [Item] {
        func weight(_ share: Int, otherwise: Int) -> Value<Int> {
            condition.map { .if($0, Value(share), else: Value(otherwise)) } ?? Value(share)
        }
        return [
            Item(provider: "FARGATE", weight: weight(100 - percent, otherwise: 100)),
            Item(provider: "FARGATE_SPOT", weight: weight(percent, otherwise: 0)),
        ]
    }

    /// Says what is wrong with the share, if anything is.
    package func reportProblem(to scope: Scope) {
        guard !(1...100).contains(percent) else { return }
        scope.report(
            "spot-share", "\(percent) is no share of tasks in percent",
            fix: "choose 1 to 100, or leave it out where none is to be taken back")
    }
}
