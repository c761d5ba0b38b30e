import MessagingConstructs

/// How many containers of a service run.
///
///     let count: TaskCount = .from(2, to: 10, by: .processor(percent: 60), .requests(perTask: 1000))
public struct TaskCount {
    let minimum: Value<Int>
    /// The same as the minimum where nothing changes it.
    let maximum: Value<Int>
    let rules: [TaskScaling]

    /// Always as many.
    public static func fixed(_ count: Value<Int>) -> TaskCount {
        TaskCount(minimum: count, maximum: count, rules: [])
    }

    /// As many as the load asks for: as the rule says that asks for the most.
    ///
    /// - Parameters:
    ///   - minimum: how many run at least.
    ///   - maximum: how many run at most, which limits what they cost.
    public static func from(
        _ minimum: Value<Int>, to maximum: Value<Int>, by rule: TaskScaling, _ others: TaskScaling...
    ) -> TaskCount {
        TaskCount(minimum: minimum, maximum: maximum, rules: [rule] + others)
    }
}

/// What the number of containers follows.
public enum TaskScaling {
    /// The average use of their processors that is aimed at, in percent.
    case processor(percent: Double = 60)
    /// How many requests a container is to get in a minute, of a service behind a load balancer.
    case requests(perTask: Int)
    /// How many messages of a queue are to wait for each container: as many as it works on in the time that they may wait.
    /// Switches Container Insights on, which counts the containers.
    case backlog(of: Queue, perTask: Int)
}
