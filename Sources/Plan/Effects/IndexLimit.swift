import Template

/// What DynamoDB takes of changes of a table's global secondary indexes at once.
enum IndexLimit {
    /// Why it refuses what becomes of a table's indexes; nil where it takes it.
    ///
    /// ("AWS::DynamoDB::Table", GlobalSecondaryIndexes, in the template reference: one may come or go in an update, and of
    /// one that stays, no more than its throughput and its insights change.)
    static func refusal(from old: PlannedResource, to new: PlannedResource) -> Refusal? {
        guard new.type == "AWS::DynamoDB::Table" || new.type == "AWS::DynamoDB::GlobalTable",
            let before = old.indexes, let after = new.indexes
        else { return nil }
        let came = after.keys.filter { before[$0] == nil }
        let went = before.keys.filter { after[$0] == nil }
        if came.count + went.count > 1 {
            return Refusal(
                "DynamoDB adds or removes one index in an update, and here \(came.count + went.count) come or go",
                fix: "deploy them one after another")
        }
        let changed = after.filter { name, index in
            guard let was = before[name] else { return false }
            return ["KeySchema", "Projection"].contains {
                was[$0]?.isFixed == true && index[$0]?.isFixed == true && was[$0]?.inOneOrder != index[$0]?.inOneOrder
            }
        }
        guard let name = changed.keys.min() else { return nil }
        return Refusal("DynamoDB gives the index \(name) no other key or projection", fix: "give it another name")
    }
}

extension PlannedResource {
    /// By their names; nil where one is not known.
    fileprivate var indexes: [String: Template.Expression]? {
        let list = properties["GlobalSecondaryIndexes"]
        guard let elements = list == nil ? [] : list?.list else { return nil }
        let named = elements.compactMap { element in element["IndexName"]?.scalarText.map { ($0, element) } }
        guard named.count == elements.count else { return nil }
        return Dictionary(named, uniquingKeysWith: { first, _ in first })
    }
}

extension Template.Expression {
    /// With its lists in an order of their own: neither a key nor a projection has one.
    fileprivate var inOneOrder: Template.Expression {
        switch self {
        case .list(let elements): .list(elements.map(\.inOneOrder).sorted { $0.planned < $1.planned })
        case .object(let object):
            .object(
                Template.Object(
                    object.entries.sorted { $0.key < $1.key }.map { .init($0.key, $0.value.inOneOrder) }))
        default: scalarText.map(Self.string) ?? self
        }
    }

    /// Whether the template says all of it.
    fileprivate var isFixed: Bool {
        var isFixed = true
        visitValues { if $0.intrinsic != nil { isFixed = false } }
        return isFixed
    }
}
