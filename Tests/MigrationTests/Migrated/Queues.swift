import AWSEC2
import AWSSQS

/// Many queues with alarms, and a network of eight subnets
public enum Queues {
    public static func app() -> App {
        let app = App()
        let stack = app.stack("Queues", description: "Many queues with alarms, and a network of eight subnets")
        let settings = QueuesSettings(in: stack)
        let network = QueuesNetwork(in: stack, settings)
        let messaging = QueuesMessaging(in: stack, settings)
        _ = QueuesMonitoring(in: stack, settings, messaging)

        stack.output("Vpc", network.vpc.vpcId)
        stack.output("Orders", messaging.orders.queueUrl)

        return app
    }
}
