import MessagingConstructs

/// What was paid is published, and waits for two who are interested, for one of them only what is large.
func topic(_ stack: Stack) {
    let paid = Topic(in: stack.scope("Paid"))
    paid.subscribe(Queue(in: stack.scope("Shipping")))
    paid.subscribe(Queue(in: stack.scope("Audit")), filter: .body(["total": [.atLeast(1000)]]))
}
