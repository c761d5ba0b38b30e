import FunctionConstructs
import MessagingConstructs
import MonitoringConstructs

/// Orders that wait in a queue, and a function that works on them.
public enum Orders {
    public static func app() -> App {
        let app = App()
        let root = app.stack("Orders", description: "Orders that wait, and what works on them")
        let environment = root.parameter(
            "Environment", default: "dev", allowedValues: ["dev", "prod"],
            description: "Which environment this is; also the value of the tag Environment.")
        let email = root.parameter(
            "AlarmEmail", default: "", description: "Whom the alarms write to; empty writes to nobody.")
        let isProduction = root.condition("IsProduction", environment == "prod")
        root.tag("Environment", environment)

        let orders = Queue(in: root.scope("Orders"))
        let worker = Function(
            in: root.scope("Worker"),
            code: .inline(
                "def handler(event, context):\n    print(len(event['Records']), 'orders')\n", runtime: .python3_13),
            memory: .if(isProduction, 512, else: 256))
        worker.handles(orders)

        let alarms = Alarms(
            in: root.scope("Alarms"), name: "orders-\(environment)", email: email,
            when: root.condition("HasAlarmEmail", email != ""))
        alarms.watch(orders, worker)

        root.output("OrdersUrl", orders.url, description: "Where orders are sent")
        root.output("WorkerLog", worker.log, description: "The log of what works on them")
        return app
    }
}
