import Archives

/// The file in which a function's handler is, as its runtime looks for it.
struct HandlerFile: Sendable {
    /// As the function names it: `index.handler`.
    let handler: String
    /// The names that it may have, the usual one first.
    let names: [String]
    /// What a compiled module's name begins and ends with; nil where the runtime takes none.
    private let compiled: (beginning: String, ending: String)?

    /// - Parameters:
    ///   - handler: as the function names it.
    ///   - runtime: as in `python3.13`.
    /// - Returns: nil where what is looked for is not known: a runtime that is compiled, or no handler of the runtime.
    init?(_ handler: String, of runtime: String) {
        let module: String
        let endings: [String]
        if runtime.hasPrefix("python"), let dot = handler.lastIndex(of: ".") {
            // AWS Lambda Developer Guide, "Define Lambda function handler in Python": a module, whose packages may be
            // divided by slashes and by dots.
            module = String(handler[..<dot].map { $0 == "." ? "/" : $0 })
            endings = [".py", "/__init__.py", ".pyc"]
            compiled = (module + ".", ".so")
        } else if runtime.hasPrefix("nodejs") {
            // AWS Lambda Developer Guide, "Define Lambda function handler in Node.js": the file's name ends at its first
            // dot, and what is exported may have more of them.
            let name = handler.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
            guard let dot = name.firstIndex(of: ".") else { return nil }
            module = String(handler[..<dot])
            endings = [".js", ".mjs", ".cjs", "/index.js", "/package.json"]
            compiled = nil
        } else if runtime.hasPrefix("ruby"), let dot = handler.firstIndex(of: ".") {
            // AWS Lambda Developer Guide, "Define Lambda function handler in Ruby": behind the file's name there may be a
            // class, as in `source.LambdaFunctions::Handler.process`.
            module = String(handler[..<dot])
            endings = [".rb"]
            compiled = nil
        } else {
            return nil
        }
        self.handler = handler
        let path = module.hasPrefix("./") ? String(module.dropFirst(2)) : module
        names = endings.map { path + $0 }
    }

    /// Whether an archive has it.
    func isIn(_ directory: ZIPDirectory) -> Bool {
        directory.names.contains { name in
            names.contains(name)
                || compiled.map { name.hasPrefix($0.beginning) && name.hasSuffix($0.ending) } == true
        }
    }
}
