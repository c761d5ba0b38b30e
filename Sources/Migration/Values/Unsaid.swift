/// What the typed language does not say, with the reason: what is said in raw JSON then.
struct Unsaid: Error, Sendable {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}
