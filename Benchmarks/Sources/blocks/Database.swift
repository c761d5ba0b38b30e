import DataConstructs
import FunctionConstructs

/// A PostgreSQL database in a network, whose password is renewed by itself, and a function that reaches it.
func database(_ stack: Stack) {
    let network = network(stack)
    let database = PostgreSQLDatabase(
        in: stack.scope("Shop"), name: "shop", network: network, version: .v17, instanceClass: "db.t4g.micro")
    let worker = Function(
        in: stack.scope("Worker"), code: .inline("def handler(event, context): pass", runtime: .python3_13),
        network: network)
    database.allowConnections(from: worker)
    database.grantReadManagedPassword(to: worker)
}
