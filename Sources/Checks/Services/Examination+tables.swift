import Template

extension Examination {
    /// A table's keys are attributes that it defines, and it defines no others ("CreateTable" in the Amazon DynamoDB API
    /// reference).
    mutating func checkTables() {
        for (table, wiring) in ownCases(of: ["AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"]) {
            let given = table.value("AttributeDefinitions")
            guard let definitions = given.map({ wiring.elements(of: $0) }) ?? [] else { continue }
            let defined = definitions.map { wiring.text(wiring.member("AttributeName", of: $0)) }
            var used: Set<String?> = []
            var isKnown = !defined.contains(nil)
            checkLocalIndexes(of: table, wiring)
            for (schema, steps) in keySchemas(of: table, wiring, &isKnown) {
                let keys = schema.map { wiring.text(wiring.member("AttributeName", of: $0)) }
                used.formUnion(keys)
                checkOrder(of: schema, at: table, steps, wiring)
                guard isKnown else { continue }
                for (index, key) in keys.enumerated() {
                    guard let key, !defined.contains(key) else { continue }
                    report(
                        "attribute-definitions", "\(key) is a key, and is not defined", at: table,
                        steps: steps + [.index(index)], fix: "add it to AttributeDefinitions, with its type")
                }
            }
            guard isKnown, !used.contains(nil) else { continue }
            for (index, name) in defined.enumerated() {
                guard let name, !used.contains(name) else { continue }
                report(
                    "attribute-definitions", "\(name) is defined, and no key has it", at: table,
                    .key("AttributeDefinitions"), .index(index),
                    fix: "leave it out: only keys of the table and its indexes are defined")
            }
        }
    }

    /// The keys of the table and of its indexes, with the steps to each.
    ///
    /// - Parameter isKnown: becomes false where there may be more.
    private func keySchemas(
        of table: WiredResource, _ wiring: Wiring, _ isKnown: inout Bool
    ) -> [(schema: [WiredValue], steps: [Template.Path.Step])] {
        var found: [(schema: [WiredValue], steps: [Template.Path.Step])] = []
        func add(_ value: WiredValue?, _ steps: [Template.Path.Step]) {
            if let schema = value.flatMap(wiring.elements) {
                found.append((schema, steps + [.key("KeySchema")]))
            } else {
                isKnown = false
            }
        }
        add(table.value("KeySchema"), [])
        for property in ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"] {
            guard let indexes = table.value(property), !wiring.isAbsent(indexes) else { continue }
            guard let elements = wiring.placedElements(of: indexes) else {
                isKnown = false
                continue
            }
            for (index, element) in elements {
                add(wiring.member("KeySchema", of: element), [.key(property), .index(index)])
            }
        }
        return found
    }

    /// "Local secondary indexes" in the Amazon DynamoDB developer guide.
    private mutating func checkLocalIndexes(of table: WiredResource, _ wiring: Wiring) {
        let hash = { (schema: WiredValue?) in
            wiring.text(wiring.member("AttributeName", of: wiring.elements(of: schema).first))
        }
        guard let own = hash(table.value("KeySchema")) else { return }
        for index in wiring.places(at: "LocalSecondaryIndexes/*", of: table) {
            guard let other = hash(wiring.member("KeySchema", of: index.value)), other != own else { continue }
            report(
                "key-schema", "a local index has the table's key \(own), and not \(other)", at: table,
                steps: index.steps + [.key("KeySchema")], fix: "begin with \(own), or make it a global index")
        }
    }

    private mutating func checkOrder(
        of schema: [WiredValue], at table: WiredResource, _ steps: [Template.Path.Step], _ wiring: Wiring
    ) {
        let types = schema.compactMap { wiring.text(wiring.member("KeyType", of: $0)) }
        // A global index may have several of each.
        let isGlobal = steps.first == .key("GlobalSecondaryIndexes")
        let isRight = isGlobal ? types.first == "HASH" : types == ["HASH"] || types == ["HASH", "RANGE"]
        guard types.count == schema.count, !types.isEmpty, !isRight else { return }
        report(
            "key-schema", "the keys are of the types \(types.joined(separator: ", "))", at: table, steps: steps,
            fix: "have one of type HASH, and behind it one of type RANGE at most")
    }
}
