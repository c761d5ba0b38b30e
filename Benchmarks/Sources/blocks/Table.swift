import FunctionConstructs
import TableConstructs

/// A table with an index, which a function reads and writes, and another one follows; what that fails at is kept.
func table(_ stack: Stack) {
    let items = Table(
        in: stack.scope("Items"), partitionKey: .string("customer"), sortKey: .number("placedAt"),
        indexes: [TableIndex("byState", partitionKey: .string("state"), projecting: .keysOnly)], timeToLive: "expiresAt"
    )
    let code = FunctionCode.inline("def handler(event, context): pass", runtime: .python3_13)
    let shop = Function(in: stack.scope("Shop"), code: code, environment: ["ITEMS": items.name])
    let audit = Function(in: stack.scope("Audit"), code: code, environment: ["ITEMS": items.name])
    items.grantReadWrite(to: shop)
    audit.handles(items.changes())
}
