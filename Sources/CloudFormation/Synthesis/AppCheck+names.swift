extension AppCheck {
    /// There are stacks, and their names are legal and lead to a file each.
    static func names(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        if app.stacks.isEmpty {
            diagnostics.append(
                Diagnostic(
                    "no-stacks", "the app has no stack", at: app.location, path: "app",
                    fix: "add one with stack(_:) before synthesis"))
        }
        for stack in app.stacks where stack.parent == nil && !isLegalStackName(stack.path.id) {
            diagnostics.append(
                Diagnostic(
                    "illegal-name", "the stack \"\(stack.path.id)\" has an illegal name", at: stack.path.location,
                    path: stack.path.description,
                    fix: "begin with a letter, and use letters A-Z, a-z, digits and hyphens, 128 at most"))
        }
        files(app, &diagnostics)
    }

    /// "CreateStack" in the CloudFormation API reference. The name is a file's name too.
    private static func isLegalStackName(_ name: String) -> Bool {
        guard let first = name.utf8.first, name.utf8.count <= 128 else { return false }
        return first.isASCIILetter
            && name.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-") }
    }

    /// No two stacks share a template file, on file systems that ignore case too.
    private static func files(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        var owners: [String: ConstructPath] = [:]
        let files = app.stacks.flatMap(\.collected.declarations.templateFiles).flatMap(\.withNested)
        for path in app.stacks.map(\.path) + files.map(\.path) {
            guard let owner = owners.updateValue(path, forKey: path.templateFileName.lowercased()) else { continue }
            diagnostics.append(
                Diagnostic(
                    "template-file-collision", "two stacks would both be written to \(path.templateFileName)",
                    at: path.location, path: path.description,
                    notes: [.init("the other one", at: owner.location)], fix: "give one of them another name"))
        }
    }
}

extension UInt8 {
    var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    var isASCIILetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}
