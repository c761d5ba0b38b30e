import CloudFormation
import FunctionConstructs
import MessagingConstructs
import StorageConstructs

/// A worker that writes a receipt for each order.
struct Receipts {
    let bucket: PrivateBucket
    let worker: Function

    init(in root: Stack, _ base: Base) {
        let stack = root.nestedStack("Receipts", description: "A receipt for each order")
        bucket = PrivateBucket(in: stack.scope("Receipts"))
        worker = Function(
            in: stack.scope("Worker"),
            code: .asset(stack.asset("functions/receipts"), runtime: .python3_13, handler: "index.handle"),
            environment: ["RECEIPTS": bucket.name])
        bucket.grantReadWrite(to: worker, prefix: "receipts/")
        worker.handles(base.orders, answersWithFailures: true)
    }
}
