import Template

/// The stacks that templates are made into, with those nested in them: what a value of one leads to in another.
final class StackTree {
    struct Stack {
        let template: Template
        /// The stack around it with the logical ID that it has there; nil for a root.
        let around: (stack: Int, logicalID: String)?
        /// The outermost stack around it, or itself.
        let root: Int
        /// Those in it whose templates are at hand, by logical ID.
        fileprivate(set) var nested: [String: Int] = [:]
    }

    /// A resource of one of the stacks.
    struct Member: Hashable {
        let stack: Int
        let logicalID: String
    }

    private(set) var stacks: [Stack] = []
    private var byFile: [String: [Int]] = [:]
    /// By root.
    private var known: [Int: Surroundings] = [:]
    /// By root and type, since they are asked for again and again.
    private var byType: [Int: [String: [Member]]] = [:]

    /// More than anybody nests. What would come beyond counts as not at hand.
    private static var most: Int { 1_000 }

    /// - Parameter templates: each file once, those around nested ones first.
    init(_ templates: [CheckedTemplate]) {
        let files = Dictionary(templates.map { ($0.file, $0.template) }) { first, _ in first }
        for subject in templates where byFile[subject.file] == nil {
            add(subject.template, file: subject.file, around: nil, within: [], files)
        }
    }

    /// - Parameter within: the files of the stacks around it, none of which it can contain.
    @discardableResult
    private func add(
        _ template: Template, file: String, around: (stack: Int, logicalID: String)?, within: [String],
        _ files: [String: Template]
    ) -> Int {
        let own = stacks.count
        stacks.append(Stack(template: template, around: around, root: around.map { stacks[$0.stack].root } ?? own))
        byFile[file, default: []].append(own)
        for (logicalID, path) in template.nestedFiles where stacks.count < Self.most {
            let inner = Template.path(of: path, in: file)
            guard inner != file, !within.contains(inner), let nested = files[inner] else { continue }
            stacks[own].nested[logicalID] = add(
                nested, file: inner, around: (own, logicalID), within: within + [file], files)
        }
        return own
    }

    /// The stacks that a file's template is made into.
    func stacks(of file: String) -> [Int] { byFile[file] ?? [] }

    func resource(_ member: Member) -> Template.Resource? {
        stacks[member.stack].template.resources[member.logicalID]
    }

    /// The resources of a type in all stacks around and within one.
    func members(of type: String, besides stack: Int) -> [Member] {
        let root = stacks[stack].root
        if byType[root] == nil {
            var all: [String: [Member]] = [:]
            for index in stacks.indices where stacks[index].root == root {
                for (logicalID, resource) in stacks[index].template.resources {
                    all[resource.type, default: []].append(Member(stack: index, logicalID: logicalID))
                }
            }
            byType[root] = all
        }
        return byType[root]?[type] ?? []
    }

    /// Whether something that stands in no template here may change what a resource may do, or who may use it: a macro,
    /// a loop, or a custom resource or stack of another file that knows the resource.
    func isOpen(_ member: Member) -> Bool {
        let root = stacks[member.stack].root
        if known[root] == nil { known[root] = Surroundings(of: root, in: self) }
        return known[root].map { $0.hasMacros || $0.handedOut.contains(member) } ?? true
    }

    /// What happens around the templates of a root.
    private struct Surroundings {
        var hasMacros = false
        /// The resources that somebody knows of whom no template here tells.
        var handedOut: Set<Member> = []

        init(of root: Int, in tree: StackTree) {
            for (index, stack) in tree.stacks.enumerated() where stack.root == root {
                hasMacros = hasMacros || stack.template.hasMacros || !stack.template.resources.loops.isEmpty
                for (logicalID, resource) in stack.template.resources {
                    guard resource.isForeign(isNested: stack.nested[logicalID] != nil) else { continue }
                    for entry in resource.properties.entries where entry.key != "ServiceToken" {
                        handedOut.formUnion(tree.members(namedIn: entry.value, of: index))
                    }
                }
            }
        }
    }

    /// The resources that a value and all within it names.
    private func members(namedIn value: Template.Expression, of stack: Int) -> Set<Member> {
        var found: Set<Member> = []
        for name in value.names {
            for case .resource(let member, _) in traces(of: .ref(name), in: stack) { found.insert(member) }
        }
        return found
    }
}

extension Template.Resource {
    /// Whether something that no template here tells of is done with what the resource is given.
    fileprivate func isForeign(isNested: Bool) -> Bool {
        switch type {
        case Template.Resource.stackType: !isNested
        case "AWS::CloudFormation::CustomResource": true
        default: type.hasPrefix("Custom::") || type.hasSuffix("::MODULE")
        }
    }
}
