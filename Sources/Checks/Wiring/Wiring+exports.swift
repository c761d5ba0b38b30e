import Template

extension Wiring {
    /// A part of the name of an export.
    enum ExportPart: Hashable {
        case text(String)
        /// What is put in, which is the same wherever it stands.
        case value(WiredValue)

        var isText: Bool { if case .text = self { true } else { false } }

        /// The same where every stack is called alike.
        var inAnyStack: ExportPart {
            guard isStackName, case .value(let value) = self else { return self }
            return .value(WiredValue(expression: value.expression, stack: 0))
        }

        /// Whether it is what one of the stacks is called.
        var isStackName: Bool {
            if case .value(let value) = self { value.expression == .ref("AWS::StackName") } else { false }
        }
    }

    /// An output that other stacks may import.
    struct Export: Equatable {
        let name: [ExportPart]
        let output: String
        let condition: String?
        let stack: Int
        /// Whether the name is written out where the output stands.
        let isLiteral: Bool
    }

    /// What a root and those within it export. It is looked for once.
    func exports(ofRoot root: Int) -> WiredExports.OfRoot {
        exports.ofRoot(root) {
            WiredExports.OfRoot(
                stacks.indices.filter { stacks[$0].root == root }.flatMap(exports), isClosed: isClosed(root))
        }
    }

    /// What nobody knows the name of is left out.
    private func exports(of stack: Int) -> [Export] {
        stacks[stack].template.outputs.compactMap { output, declaration in
            guard let written = declaration.exportName,
                let name = exportName(WiredValue(expression: written, stack: stack))
            else { return nil }
            return Export(
                name: name, output: output, condition: declaration.condition, stack: stack,
                isLiteral: written.string != nil)
        }
    }

    /// The parts of an export's name; nil where one of them is not known, or may be one thing or another.
    func exportName(_ value: WiredValue) -> [ExportPart]? {
        guard let parts = parts(of: value) else { return nil }
        var name: [ExportPart] = []
        for part in parts {
            switch part {
            case .text(let text):
                if case .text(let before)? = name.last {
                    name[name.count - 1] = .text(before + text)
                } else {
                    name.append(.text(text))
                }
            case .value(let value):
                // The same in all stacks that are made together.
                let isCommon = [.ref("AWS::Region"), .ref("AWS::AccountId"), .ref("AWS::Partition")]
                    .contains(value.expression)
                name.append(.value(isCommon ? WiredValue(expression: value.expression, stack: 0) : value))
            }
        }
        return name
    }

    /// Whether all that a root nests is at hand.
    private func isClosed(_ root: Int) -> Bool {
        stacks.allSatisfy { stack in
            stack.root != root
                || stack.template.resources.allSatisfy { id, resource in
                    resource.type != Template.Resource.stackType || stack.nested[id] != nil
                }
        }
    }

    /// Whether two outputs are there in one deployment.
    func areMadeTogether(_ one: Export, _ other: Export) -> Bool {
        if one.stack == other.stack {
            return follows(one.condition, from: other.condition, in: one.stack)
                || follows(other.condition, from: one.condition, in: one.stack)
        }
        return [one, other].allSatisfy { export in
            follows(export.condition, from: nil, in: export.stack) && isCertain(export.stack)
        }
    }

    /// Whether what has a condition exists wherever what has the other one does.
    private func follows(_ condition: String?, from other: String?, in stack: Int) -> Bool {
        var facts = facts(of: stack)
        if let other { facts.assume(other, is: true) }
        return condition.map { facts.value(of: $0) == true } ?? true
    }

    /// Whether a stack is made wherever its root is.
    private func isCertain(_ stack: Int) -> Bool {
        guard let parent = stacks[stack].parent else { return true }
        let condition = stacks[parent.stack].template.resources[parent.logicalID]?.condition
        return follows(condition, from: nil, in: parent.stack) && isCertain(parent.stack)
    }
}

/// What the roots of a wiring export, as far as somebody asked for it.
final class WiredExports {
    struct OfRoot {
        /// In the order of the stacks.
        let byName: [[Wiring.ExportPart]: [Wiring.Export]]
        let byStack: [Int: [Wiring.Export]]
        /// Whether all that the root nests is at hand.
        let isClosed: Bool

        init(_ exports: [Wiring.Export], isClosed: Bool) {
            byName = Dictionary(grouping: exports, by: \.name)
            byStack = Dictionary(grouping: exports, by: \.stack)
            self.isClosed = isClosed
        }
    }

    private var found: [Int: OfRoot] = [:]

    func ofRoot(_ root: Int, _ find: () -> OfRoot) -> OfRoot {
        if let known = found[root] { return known }
        let exports = find()
        found[root] = exports
        return exports
    }
}

extension [Wiring.ExportPart] {
    /// As `Fn::Sub` writes it.
    var words: String {
        map { part in
            switch part {
            case .text(let text): text
            case .value(let value):
                switch value.expression {
                case .ref(let name): "${\(name)}"
                case .getAtt(let name, .string(let attribute)): "${\(name).\(attribute)}"
                default: "${...}"
                }
            }
        }.joined()
    }
}
