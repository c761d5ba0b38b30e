import Template

/// What nested stacks do with their parameters, for the templates around them.
struct NestedUses {
    /// A use with the template that it is in.
    struct Use {
        let use: Handovers.Use
        let file: String
    }

    private let uses: [String: [String: [Handovers.Use]]]
    private let parameters: [String: Template.Section<Template.Parameter>]
    private let tracer: ValueTracer

    init(_ examinations: [Examination], _ tracer: ValueTracer) {
        func byFile<Value>(_ value: (Examination) -> Value) -> [String: Value] {
            Dictionary(examinations.map { ($0.subject.file, value($0)) }) { first, _ in first }
        }
        self.tracer = tracer
        uses = byFile(\.handovers.uses)
        parameters = byFile(\.template.parameters)
    }

    func parameter(_ name: String, in file: String) -> Template.Parameter? { parameters[file]?[name] }

    /// Where a parameter's value gets to, through stacks within the stack too.
    func uses(of parameter: String, in file: String, depth: Int = 0) -> [Use] {
        guard depth < 8 else { return [] }
        return (uses[file]?[parameter] ?? []).flatMap { use -> [Use] in
            guard let (stack, name) = use.path.parameterOfStack, let inner = tracer.file(of: stack, in: file) else {
                return [Use(use: use, file: file)]
            }
            return uses(of: name, in: inner, depth: depth + 1)
        }
    }
}
