/// A statement that declares a part of a template, with what belongs to it.
struct Statement {
    /// What it declares; nil where nobody uses that.
    var name: String?
    /// The property that keeps the value of an output.
    var property: String?
    /// The output's name, where the stack around reads it by that: one that is there under a condition.
    var readBack: String?
    /// The type of what it declares: `Resource<EC2.VPC>`.
    var type: String
    /// Whether the type has to be written.
    var needsType = false
    var code: Code
    /// Lines of a comment before it.
    var comment: [String] = []
    /// Values that it uses, in statements of their own before it.
    var hoisted: [ValueWriter.Hoisted] = []
    /// Statements behind it that are about what it declares.
    var afterwards: [(code: Code, comment: [String])] = []
    /// The modules that it takes.
    var modules: Set<String> = []

    /// Everything that it uses of what is declared elsewhere.
    var variables: Set<String> {
        var names = code.variables
        for value in hoisted { names.formUnion(value.code.variables) }
        for statement in afterwards { names.formUnion(statement.code.variables) }
        if let name { names.remove(name) }
        return names.subtracting(hoisted.map(\.name))
    }
}
