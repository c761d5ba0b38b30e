import AWSAutoScaling
import AWSRDS
import AWSScheduler
import ComputeConstructs
import DataConstructs
import IdentityConstructs

/// Runs things on working days only, from Monday to Friday between two hours, and stops them in between. AWS does that
/// by itself: no machine has to stay on for it.
///
///     let hours = OfficeHours(timeZone: "Europe/Madrid", condition: isDev)
///     hours.schedule(service, in: compute.scope("OfficeHours"))
///     hours.schedule(database, in: data.scope("OfficeHours"))
///
/// The hours are those of clocks on the wall, in summer and in winter.
public struct OfficeHours {
    private let start: Int
    private let stop: Int
    private let timeZone: String
    private let condition: Condition?

    /// - Parameters:
    ///   - start: the hour at which things run, 1 to 22.
    ///   - stop: the hour at which they stop, later than `start` and 23 at most.
    ///   - timeZone: a name of the IANA time zone database.
    ///   - condition: does so only where it holds.
    public init(from start: Int = 8, to stop: Int = 20, timeZone: String, condition: Condition? = nil) {
        self.start = start
        self.stop = stop
        self.timeZone = timeZone
        self.condition = condition
    }

    /// Scales a service's instances to zero outside these hours. At their beginning it gets its capacity back, with as
    /// many instances as it has at least.
    ///
    /// "Scheduled scaling for Amazon EC2 Auto Scaling" in the EC2 Auto Scaling user guide.
    public func schedule(_ service: LoadBalancedService, in scope: Scope) {
        check(reportingTo: scope)
        func add(_ id: String, at hour: Int, minimum: Value<Int>, maximum: Value<Int>) {
            scope.add(
                id,
                AutoScaling.ScheduledAction(
                    autoScalingGroupName: service.group.autoScalingGroupName, desiredCapacity: minimum,
                    maxSize: maximum,
                    minSize: minimum, recurrence: "0 \(hour) * * 1-5", timeZone: Value(timeZone)),
                condition: condition)
        }
        add("Start", at: start, minimum: service.capacity.minimum, maximum: service.capacity.maximum)
        add("Stop", at: stop, minimum: 0, maximum: 0)
    }

    /// Stops a database outside these hours. It is started half an hour before they begin, which is how long RDS may
    /// take.
    ///
    /// "Using universal targets" in the EventBridge Scheduler user guide. RDS starts a stopped database by itself after
    /// seven days, which is longer than a weekend.
    public func schedule(_ database: some DatabaseInstance, in scope: Scope) {
        check(reportingTo: scope)
        let role = Role.ofSchedules(
            in: scope, description: "What starts and stops the database may do", condition: condition)
        let permission = role.allow(
            "StartAndStop",
            PolicyStatement(
                actions: ["rds:StartDBInstance", "rds:StopDBInstance"],
                resources: [database.instance.dbInstanceArn.text]))
        func add(_ id: String, at hour: Int, minute: Int, calls action: String) {
            scope.add(
                id,
                Scheduler.Schedule(
                    flexibleTimeWindow: .init(mode: .off),
                    scheduleExpression: "cron(\(minute) \(hour) ? * MON-FRI *)",
                    target: .init(
                        arn: "arn:\(AWS.partition):scheduler:::aws-sdk:rds:\(action)", roleArn: role.arn,
                        // Spelt as the SDK does, unlike the API's own DBInstanceIdentifier.
                        input: "{\"DbInstanceIdentifier\": \"\(database.instance.dbInstanceIdentifier)\"}",
                        // Without a limit it is tried for a day: a stop in the middle of the next morning helps nobody.
                        retryPolicy: .init(maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10)),
                    scheduleExpressionTimezone: Value(timeZone)),
                // EventBridge Scheduler tries at once whether it may take the role; the policy gives that time to be
                // known.
                condition: condition, dependsOn: [permission])
        }
        add("Start", at: start - 1, minute: 30, calls: "startDBInstance")
        add("Stop", at: stop, minute: 0, calls: "stopDBInstance")
    }

    private func check(reportingTo scope: Scope) {
        guard !(1...22).contains(start) || stop <= start || stop > 23 else { return }
        scope.report(
            "office-hours", "from \(start) to \(stop) o'clock are no hours of one day",
            fix: "choose a start from 1 to 22, and a later stop up to 23")
    }
}
