import Template

/// What is wired to what, across templates and those nested in them.
///
/// A template that several stacks are made of means something else in each: so values and resources are those of a
/// stack. What a nested stack's parameter stands for is found in the stack around it, and what stands for an output in
/// the nested one: `elements(of:)` has those of a list that are known, and `target(of:type:)` leads to a resource in
/// whichever stack it is declared.
///
/// Nothing is guessed. Parameters of a root stack, imports, and what a condition decides that may hold or not, stay as
/// they stand.
struct Wiring {
    /// Shared by all copies, of which there is one for each case that is to be told apart.
    let knowledge: WiredKnowledge
    /// What is known of the conditions of stacks of which something is assumed: few of many, so that each case has its
    /// own.
    private var assumedFacts: [Int: ConditionFacts<String>] = [:]

    /// For one thread: what is found out of the stacks on the way is kept.
    init(_ stacks: WiredStacks) { knowledge = WiredKnowledge(stacks) }

    var stacks: [WiredStacks.Stack] { knowledge.stacks.all }
    var dependencies: WiredDependencies { knowledge.dependencies }
    var users: WiredUsers { knowledge.users }
    var exports: WiredExports { knowledge.exports }

    /// What is known of a stack's conditions.
    func facts(of stack: Int) -> ConditionFacts<String> { assumedFacts[stack] ?? knowledge.facts(of: stack) }

    /// From here on, the condition holds or does not.
    mutating func assume(_ condition: String, is holds: Bool, in stack: Int) {
        assumedFacts[stack, default: knowledge.facts(of: stack)].assume(condition, is: holds)
    }

    var hasAssumptions: Bool { !assumedFacts.isEmpty }

    /// The same where nothing is assumed.
    var withoutAssumptions: Wiring {
        var wiring = self
        wiring.assumedFacts = [:]
        return wiring
    }

    /// Whether everything that is made together with a stack stands in templates that are at hand. Macros and loops
    /// make more.
    func isWhole(around stack: Int) -> Bool { knowledge.stacks.whole.contains(stacks[stack].root) }

    /// Whether something that is in none of the templates can have a resource: a nested stack whose template is not
    /// at hand, or whoever reads the root's outputs. What is done to it there nobody sees.
    func isHandedOut(_ resource: WiredResource) -> Bool {
        knowledge.stacks.putOut.contains(resource.number) || isHandedDown(resource)
    }

    /// Whether a nested stack whose template is not at hand has a resource. Whoever reads the root's outputs comes after all
    /// that is made here, and such a stack need not.
    func isHandedDown(_ resource: WiredResource) -> Bool { knowledge.stacks.handedDown.contains(resource.number) }

    /// Whether something that stands in no template here may change what a resource may do, or who may use it: a macro,
    /// a loop, or a custom resource or stack of another file that knows the resource.
    func isOpen(_ resource: WiredResource) -> Bool {
        !isWhole(around: resource.stack) || knowledge.stacks.knownToStrangers.contains(resource.number)
    }

    /// The resources of a type that are made together with a stack, by it or by another one of its root.
    func resources(of type: String, with stack: Int) -> [WiredResource] {
        knowledge.stacks.resources[stacks[stack].root]?[type] ?? []
    }

    /// All that are made together with a stack.
    func allResources(with stack: Int) -> [WiredResource] {
        knowledge.stacks.resources[stacks[stack].root]?.sorted ?? []
    }

    /// Those of a type that the stack itself makes.
    func resources(of type: String, in stack: Int) -> [WiredResource] { stacks[stack].resourcesOfType[type] }

    func resource(_ logicalID: String, in stack: Int) -> WiredResource? { stacks[stack].resource(logicalID) }
}
