import AWSRDS

/// Between what each instance of an Aurora cluster scales by itself, in Aurora capacity units: each is 2 GiB of memory with the
/// processor that belongs to it, and is paid for by the second ("Aurora Serverless v2 capacity" in the Amazon Aurora user
/// guide).
public struct AuroraCapacity: Sendable {
    let minimum: Value<Double>
    let maximum: Value<Double>
    /// nil where nothing is said of it.
    let secondsUntilPause: Value<Int>?

    /// Always on.
    ///
    /// - Parameters:
    ///   - minimum: 0.5 to 256 in steps of a half. 0, where an environment has that, pauses it after five minutes.
    ///   - maximum: 1 to 256, in steps of a half.
    public static func between(_ minimum: Value<Double>, and maximum: Value<Double>) -> AuroraCapacity {
        AuroraCapacity(minimum: minimum, maximum: maximum, secondsUntilPause: nil)
    }

    /// Off while nobody is connected, and then only its storage costs something. Whoever connects next waits for some 15
    /// seconds, and for longer after a day; a pool that keeps connections open keeps it on.
    ///
    /// - Parameters:
    ///   - seconds: how long nobody must be connected before, 300 to 86400.
    ///   - maximum: 1 to 256 capacity units, in steps of a half.
    public static func pausedWhenIdle(
        after seconds: Value<Int> = 300, upTo maximum: Value<Double>
    ) -> AuroraCapacity {
        AuroraCapacity(minimum: 0, maximum: maximum, secondsUntilPause: seconds)
    }

    var property: RDS.DBCluster.ServerlessV2ScalingConfiguration {
        .init(maxCapacity: maximum, minCapacity: minimum, secondsUntilAutoPause: secondsUntilPause)
    }

    /// What RDS would only refuse while CloudFormation deploys.
    func check(_ engine: AuroraEngine, reportingTo scope: Scope) {
        if let seconds = secondsUntilPause?.literal, !(300...86_400).contains(seconds) {
            scope.report(
                "out-of-range", "a cluster cannot be paused after \(seconds) seconds",
                fix: "choose 300 to 86400 seconds")
        }
        guard pauses, let first = engine.pausesFrom else { return }
        scope.report(
            "engine-version", "\(engine.engine.title) \(engine.engine.version.literal ?? "") cannot be paused",
            fix: "begin with \(first) or later, or leave out the minor version; or choose a minimum of 0.5")
    }

    private var pauses: Bool { minimum.literal == 0 }
}
