import AWSAccess
import Template

/// The rows of a story while it is put together, with the stacks that hold them.
struct StoryTable {
    private(set) var rows: [OperationStory.Row] = []
    private let operation: StackOperation
    /// Of each row, the stack that holds it, and the one that it is, by their indices among the operation's.
    private var holders: [Int?] = []
    private var stacks: [Int?] = []
    private let start: ServiceTime
    private let end: Double

    init(_ operation: StackOperation, since start: ServiceTime, until end: Double) {
        self.operation = operation
        self.start = start
        self.end = end
        addRoot()
    }

    private mutating func addRoot() {
        let root = operation.root
        var steps: [OperationStory.Step] = []
        for event in root.events where event.isAboutStackItself {
            let isRollback = event.resourceStatus.description.contains("ROLLBACK")
            OperationStory.Step.absorb(event, at: time(event), isRollback: isRollback, into: &steps)
        }
        add(
            OperationStory.Row(
                path: root.name, name: root.name, type: "AWS::CloudFormation::Stack", depth: 0, isStack: true,
                location: nil, steps: steps), in: nil, as: 0)
        addRows(in: 0)
    }

    /// Adds what is in a stack, each nested stack with its own below it.
    private mutating func addRows(in member: Int) {
        let stack = operation.members[member]
        let rollback = stack.events.firstIndex { $0.isAboutStackItself && $0.resourceStatus.phase == .rollingBack }
        var steps: [String: [OperationStory.Step]] = [:]
        var events: [String: StackEvent] = [:]
        for (index, event) in stack.events.enumerated() where !event.isAboutStackItself {
            let id = event.logicalResourceId
            OperationStory.Step.absorb(
                event, at: time(event), isRollback: rollback.map { index > $0 } ?? false, into: &steps[id, default: []])
            events[id] = event
        }
        let order = steps.filter { !$0.value.isEmpty }.sorted {
            ($0.value[0].start, $0.key) < ($1.value[0].start, $1.key)
        }
        for (id, steps) in order {
            let nested = operation.members.firstIndex { $0.parent == member && $0.logicalID == id }
            let prefix = stack.parent == nil ? "" : stack.name + "/"
            add(
                OperationStory.Row(
                    path: prefix + id, name: id, type: events[id]?.resourceType ?? "", depth: stack.depth + 1,
                    isStack: events[id]?.isAboutNestedStack == true, location: stack.template?.resource(id)?.location,
                    steps: steps.map(closed)), in: member, as: nested)
            if let nested { addRows(in: nested) }
        }
    }

    private mutating func add(_ row: OperationStory.Row, in holder: Int?, as stack: Int?) {
        guard !row.steps.isEmpty else { return }
        rows.append(row)
        holders.append(holder)
        stacks.append(stack)
    }

    /// A step that goes on has lasted until now.
    private func closed(_ step: OperationStory.Step) -> OperationStory.Step {
        guard step.outcome == .running, operation.root.status?.isInProgress == true else { return step }
        var step = step
        step.end = end
        return step
    }

    private func time(_ event: StackEvent) -> Double { max(0, event.timestamp.seconds(since: start)) }
}

// MARK: - The critical path

extension StoryTable {
    /// Marks what decided how long the operation took: backwards from what ended last, or failed first, each time to
    /// what had to end before the next could begin.
    mutating func markCriticalPath() {
        guard let root = rows.indices.first else { return }
        rows[root].isCritical = true
        trace(stack: 0, before: .infinity, beginningWith: waysToFailure)
    }

    /// Marks the chain in a stack that ends before a time.
    private mutating func trace(stack: Int, before limit: Double, beginningWith ends: [Int: Int]) {
        var next = ends[stack] ?? latest(in: stack, before: limit, needed: nil)
        var seen: Set<Int> = []
        while let row = next, seen.insert(row).inserted {
            rows[row].isCritical = true
            if let nested = stacks[row] { trace(stack: nested, before: .infinity, beginningWith: ends) }
            next = latest(in: stack, before: rows[row].steps[0].start, needed: row)
        }
    }

    /// The resource that failed first, and the nested stacks around it, each by the stack that holds it.
    private var waysToFailure: [Int: Int] {
        guard let failure = operation.firstFailure,
            let member = operation.members.firstIndex(where: { $0.id == failure.stackID }),
            let row = rows.indices.first(where: { holders[$0] == member && rows[$0].name == failure.logicalID })
        else { return [:] }
        var ends = [member: row]
        var inner = member
        while let outer = operation.members[inner].parent {
            guard let around = rows.indices.first(where: { stacks[$0] == inner }) else { break }
            ends[outer] = around
            inner = outer
        }
        return ends
    }

    /// Of what a stack holds, the one whose first step ended last before a time; of those that a row waited for, where
    /// the template tells which.
    private func latest(in stack: Int, before limit: Double, needed row: Int?) -> Int? {
        // Events have milliseconds, and CloudFormation takes a moment.
        let slack = 0.5
        let others = rows.indices.filter {
            holders[$0] == stack && $0 != row && rows[$0].steps[0].end <= limit + slack && !rows[$0].steps[0].isRollback
        }
        return others.filter { waited(row, for: $0, in: stack) }.max { rows[$0].steps[0].end < rows[$1].steps[0].end }
    }

    /// Whether one row had to wait for another; where no template tells, whether it began when the other one ended.
    private func waited(_ row: Int?, for other: Int, in stack: Int) -> Bool {
        guard let row else { return true }
        guard let template = operation.members[stack].template?.template, template.resources[rows[row].name] != nil,
            template.resources[rows[other].name] != nil
        else { return rows[row].steps[0].start - rows[other].steps[0].end < 2 }
        let dependencies = template.dependencies
        // What goes waits for those that need it to be gone.
        return rows[row].steps[0].action == .delete
            ? dependencies.dependencies(of: rows[other].name).contains(rows[row].name)
            : dependencies.dependencies(of: rows[row].name).contains(rows[other].name)
    }
}
