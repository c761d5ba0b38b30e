import APIConstructs
import FunctionConstructs
import UserConstructs

/// An HTTP API for people of a user pool, which calls a function; requests are limited and logged.
func api(_ stack: Stack) {
    let people = UserPool(in: stack.scope("People"))
    let browser = people.client("Browser", for: .app)
    let shop = Function(
        in: stack.scope("Shop"),
        code: .inline("def handler(event, context): return {'statusCode': 200}", runtime: .python3_13))
    let api = HTTPAPI(in: stack.scope("API"), authorization: .tokens(people.tokens(for: browser)))
    api.routes(.get("/items"), .get("/items/{id}"), to: shop)
}
