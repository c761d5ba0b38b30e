import FunctionConstructs
import MessagingConstructs
import MonitoringConstructs

/// Orders that wait in a queue, a function that works on them, and an alarm for those that fail.
func worker(_ stack: Stack) {
    let orders = Queue(in: stack.scope("Orders"))
    let worker = Function(
        in: stack.scope("Worker"), code: .inline("def handler(event, context): pass", runtime: .python3_13))
    worker.handles(orders, batch: 10)
    Alarms(in: stack.scope("Alarms"), name: "shop", email: "ops@example.com").watch(orders, worker)
}
