import Template

/// What nested stacks do with their parameters, for the templates around them.
struct NestedUses {
    /// A use with the template that it is in.
    struct Use {
        let use: Handovers.Use
        let file: String
    }

    private let templates: [Template]
    private let handovers: [Handovers]
    /// By file.
    private var positions: [String: Int] = [:]
    private let tracer: ValueTracer

    init(_ examinations: [Examination], _ tracer: ValueTracer) {
        self.tracer = tracer
        templates = examinations.map { $0.template }
        handovers = examinations.map { $0.handovers }
        for (position, examination) in examinations.enumerated() where positions[examination.subject.file] == nil {
            positions[examination.subject.file] = position
        }
    }

    func parameter(_ name: String, in file: String) -> Template.Parameter? {
        positions[file].flatMap { templates[$0].parameters[name] }
    }

    /// Where a parameter's value gets to, through stacks within the stack too.
    func uses(of parameter: String, in file: String, depth: Int = 0) -> [Use] {
        guard depth < 8 else { return [] }
        return (positions[file].flatMap { handovers[$0].uses[parameter] } ?? []).flatMap { use -> [Use] in
            guard let (stack, name) = use.path.parameterOfStack, let inner = tracer.file(of: stack, in: file) else {
                return [Use(use: use, file: file)]
            }
            return uses(of: name, in: inner, depth: depth + 1)
        }
    }
}
