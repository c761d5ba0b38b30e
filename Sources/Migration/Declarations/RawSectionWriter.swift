import Template

/// Writes what stands beside all members with names: macros, their sections, and what makes members.
struct RawSectionWriter {
    let context: TranslationContext
    /// As it is written, loops included.
    let template: Template

    /// A macro that runs over the whole template.
    func transform(_ transform: Template.Expression) throws(Unsaid) -> Statement {
        var writer = ValueWriter(context)
        var arguments: [Code.Argument] = []
        if let name = transform.string {
            arguments.append(.init(nil, .string(name)))
        } else if transform.isOneMacro, let name = transform["Name"]?.string, let given = transform["Parameters"] {
            arguments.append(.init(nil, .string(name)))
            arguments.append(.init("parameters", try writer.write(given, as: .json)))
        } else {
            throw Unsaid("it is neither a name nor a name with parameters")
        }
        return statement("stack.addTransform", arguments, writer)
    }

    /// A section that CloudFormation itself does not know.
    func section(_ entry: Template.Object.Entry) throws(Unsaid) -> Statement {
        var writer = ValueWriter(context)
        let value = try writer.write(entry.value, as: .json)
        return noted(
            statement("stack.addSection", [.init(nil, .string(entry.key)), .init(nil, value)], writer),
            "no type has the section \(entry.key)", at: Template.Path([.key(entry.key)]))
    }

    /// What makes members of a section.
    func member(
        _ entry: Template.Object.Entry, of section: Template.SectionName
    ) throws(Unsaid) -> Statement {
        var writer = ValueWriter(context)
        let value = try writer.write(entry.value, as: .json)
        let arguments: [Code.Argument] = [
            .init(nil, .string(entry.key)), .init(nil, value),
            .init("to", .text(".\(section.rawValue.lowercased())")),
        ]
        return noted(
            statement("stack.addMember", arguments, writer), "only a deployment knows what \(entry.key) makes",
            at: Template.Path(section, entry.key))
    }

    private func statement(_ method: String, _ arguments: [Code.Argument], _ writer: ValueWriter) -> Statement {
        var statement = Statement(name: nil, type: "", code: .call(method, arguments))
        statement.hoisted = writer.hoisted
        statement.modules = writer.modules
        return statement
    }

    private func noted(_ statement: Statement, _ reason: String, at path: Template.Path) -> Statement {
        context.notes.append((path, reason))
        context.tally.rawSections += 1
        var statement = statement
        statement.comment = ["TODO: \(reason)"]
        return statement
    }
}
