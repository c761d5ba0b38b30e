import AWSScheduler
import EventConstructs
import IdentityConstructs

/// A time at which something happens again and again, or once: what a schedule of Amazon EventBridge Scheduler is made of
/// when somebody handles it.
///
///     let nightly = Schedule("Nightly", .daily(at: 3), timeZone: "Europe/Madrid")
///     nightly.deliver(to: mails)
///
/// What could not be delivered within an hour is given up: the next time is near, and what is late helps nobody. It goes
/// where the target says.
public struct Schedule: EventSource {
    /// What delivers.
    public struct Delivery: Dependable {
        /// The schedule, which EventBridge Scheduler keeps.
        public let schedule: Resource<Scheduler.Schedule>
        /// May deliver to that target, and to nothing else.
        public let role: Role

        public var dependencies: [Element] { schedule.dependencies }
    }

    private let id: String
    private let time: ScheduleTime
    private let timeZone: Value<String>?
    private let input: JSON?
    private let condition: Condition?

    /// - Parameters:
    ///   - id: what happens then, in letters and digits; a part of the names of what delivers.
    ///   - time: by the clock of the time zone, in summer and in winter.
    ///   - timeZone: a name of the IANA time zone database.
    ///   - input: what the target gets; what EventBridge Scheduler knows of the schedule when not given.
    ///   - condition: there is such a schedule only where it holds.
    public init(
        _ id: String, _ time: ScheduleTime, timeZone: Value<String> = "UTC", input: JSON? = nil,
        condition: Condition? = nil
    ) {
        self.id = id
        self.time = time
        self.timeZone = time.isOnTheClock ? timeZone : nil
        self.input = input
        self.condition = condition
    }

    /// Adds a schedule in the target's scope that delivers to it, and a role that may do just that.
    @discardableResult
    public func deliver(to target: some EventTarget, fileID: String = #fileID, line: Int = #line) -> Delivery {
        add(
            to: target.deliveryScope.calledFrom(fileID: fileID, line: line), undelivered: target.undelivered(),
            calling: .init(
                arn: .text(target.deliveryARN), input: input.map { .json($0) },
                sqsParameters: target.deliveryKind.isFIFO ? .init(messageGroupId: Value(id)) : nil)
        ) { target.grantDelivery(to: $0) }
    }

    /// What a schedule calls.
    package struct Call {
        let arn: Value<Scheduler.ScheduleTarget>
        let input: Value<String>?
        let ecsParameters: Scheduler.Schedule.EcsParameters?
        let sqsParameters: Scheduler.Schedule.SqsParameters?

        package init(
            arn: Value<Scheduler.ScheduleTarget>, input: Value<String>?,
            ecsParameters: Scheduler.Schedule.EcsParameters? = nil,
            sqsParameters: Scheduler.Schedule.SqsParameters? = nil
        ) {
            self.arn = arn
            self.input = input
            self.ecsParameters = ecsParameters
            self.sqsParameters = sqsParameters
        }
    }

    /// Whether it says itself what the target gets.
    package var hasInput: Bool { input != nil }

    /// Adds a schedule, and a role that may do what `grant` lets it.
    package func add(
        to scope: Scope, undelivered: (any DeadLetterQueue)?, calling call: Call, grant: (Role) -> Grant
    ) -> Delivery {
        let role = Role.ofSchedules(
            in: scope.scope(id + "Schedule"), description: "What the schedule \(id) may do", condition: condition)
        let grants = [grant(role)] + [undelivered?.grantDelivery(to: role)].compactMap(\.self)
        let schedule = scope.add(
            id + "Schedule",
            Scheduler.Schedule(
                flexibleTimeWindow: .init(mode: .off), scheduleExpression: time.expression,
                target: .init(
                    arn: call.arn, roleArn: role.arn, deadLetterConfig: undelivered.map { .init(arn: $0.arn) },
                    ecsParameters: call.ecsParameters, input: call.input,
                    retryPolicy: .init(maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10),
                    sqsParameters: call.sqsParameters),
                scheduleExpressionTimezone: timeZone),
            // EventBridge Scheduler tries at once whether it may take the role; the policies give that time to be known.
            condition: condition, dependsOn: grants)
        return Delivery(schedule: schedule, role: role)
    }
}
