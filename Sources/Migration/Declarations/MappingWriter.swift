import ResourceInterfaces
import ResourceSchemas
import Template

/// Writes the declarations of mappings.
struct MappingWriter {
    let context: TranslationContext

    /// - Throws: ``Unsaid`` for a mapping that has a function in it, or is no table.
    func write(_ name: String, _ mapping: Template.Mapping) throws(Unsaid) -> Statement {
        let type = context.kinds[.mapping(name)] ?? .string
        var rows: [Code.Entry] = []
        for row in mapping.object.entries {
            guard let columns = row.value.object else { throw Unsaid("\(row.key) has no keys of its own") }
            var entries: [Code.Entry] = []
            for column in columns.entries {
                var writer = ValueWriter(context)
                entries.append(.init(key: .string(column.key), value: try writer.write(column.value, as: type)))
            }
            rows.append(.init(key: .string(row.key), value: .dictionary(entries)))
        }
        var statement = Statement(
            name: context.names.mappings[name], type: "Mapping<\(type.spelling)>",
            code: .call("stack.mapping", [.init(nil, .string(name)), .init(nil, .dictionary(rows))]))
        statement.needsType = true
        statement.modules = context.modules(naming: type)
        return statement
    }

    /// What the values of a mapping can be in Swift, by themselves.
    static func type(of mapping: Template.Mapping) -> SwiftType {
        let values = mapping.object.entries.flatMap { $0.value.object?.entries.map(\.value) ?? [] }
        if values.allSatisfy({ $0.scalarText != nil }) { return .string }
        let areLists = values.allSatisfy { $0.list?.allSatisfy { $0.scalarText != nil } ?? false }
        return areLists ? .strings : .json
    }
}
