/// Which events are meant: all conditions must hold, and of a list one value is enough.
///
///     let paid = EventPattern(sources: ["shop.orders"], detailTypes: ["OrderPaid"], detail: ["order.total": [.atLeast(100)]])
///
/// "Amazon EventBridge event patterns" in its user guide.
public struct EventPattern: Sendable {
    package let json: JSON
    /// Whether it says anything: one that does not matches everything, which EventBridge refuses.
    let isEmpty: Bool

    /// - Parameters:
    ///   - sources: who sends the events, such as `aws.s3` and `shop.orders`; those of AWS services begin with `aws.`.
    ///   - detailTypes: what happened, in the sender's words.
    ///   - detail: what the event must say, by the names of its fields; a dot leads into an object.
    public init(
        sources: [Value<String>] = [], detailTypes: [Value<String>] = [],
        detail: KeyValuePairs<String, [EventMatch]> = [:]
    ) {
        var members: [(String, JSON)] = []
        if !sources.isEmpty { members.append(("source", JSON(sources.map { JSON($0) }))) }
        if !detailTypes.isEmpty { members.append(("detail-type", JSON(detailTypes.map { JSON($0) }))) }
        if !detail.isEmpty {
            members.append(("detail", Self.fields(detail)))
        }
        self.init(json: JSON(object: members), isEmpty: members.isEmpty)
    }

    /// A pattern as EventBridge reads it, for what has no argument here.
    public init(json: JSON) {
        self.init(json: json, isEmpty: false)
    }

    private init(json: JSON, isEmpty: Bool) {
        self.json = json
        self.isEmpty = isEmpty
    }

    /// Fields by their names, in which a dot leads into an object.
    package static func fields(_ fields: KeyValuePairs<String, [EventMatch]>) -> JSON {
        tree(fields.map { ($0.key.split(separator: ".")[...], $0.value) })
    }

    /// Fields with a common beginning are of one object, which stands where the first of them does.
    private static func tree(_ fields: [(path: ArraySlice<Substring>, matches: [EventMatch])]) -> JSON {
        var names: [Substring] = []
        var below: [Substring: [(path: ArraySlice<Substring>, matches: [EventMatch])]] = [:]
        var members: [Substring: JSON] = [:]
        for field in fields {
            guard let name = field.path.first else { continue }
            if members[name] == nil, below[name] == nil { names.append(name) }
            if field.path.count == 1 {
                members[name] = JSON(field.matches.map(\.json))
            } else {
                below[name, default: []].append((field.path.dropFirst(), field.matches))
            }
        }
        return JSON(object: names.map { (String($0), below[$0].map(tree) ?? members[$0] ?? [:]) })
    }
}
