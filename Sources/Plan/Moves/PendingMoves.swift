import Diagnostics
import Template

/// The declared moves that still have to happen, by what is deployed.
struct PendingMoves {
    /// By where the resource is to be, what moves with its stack included.
    private var byNewPath: [ResourcePath: DeclaredMove] = [:]
    /// Those that move by themselves, and not with their stack, in the order of the templates.
    private(set) var moves: [PlannedMove] = []
    /// What is said to have been and never was.
    private(set) var problems: [Diagnostic] = []
    private(set) var renaming = Renaming()

    /// - Parameters:
    ///   - declared: the nearest declaration of a resource first.
    ///   - deployed: what there is. Where there is nothing, nothing moves.
    init(_ declared: [DeclaredMove], from deployed: [PlannedResource], to wanted: [PlannedResource]) {
        guard !declared.isEmpty, !deployed.isEmpty else { return }
        let types = Dictionary(deployed.map { ($0.path, $0.type) }, uniquingKeysWith: { first, _ in first })
        let declarations = Dictionary(grouping: declared, by: \.new)
        var vain: [DeclaredMove] = []
        var satisfied: Set<Diagnostic.Place> = []
        for resource in wanted {
            guard let said = declarations[resource.path] else { continue }
            if let move = said.first(where: { types[$0.old] != nil }), types[resource.path] == nil {
                add(move, of: resource, was: types[move.old] ?? "")
            } else if types[resource.path] == nil {
                vain += said
                continue
            }
            satisfied.formUnion(said.map(\.place))
        }
        report(vain.filter { !satisfied.contains($0.place) }, from: deployed, to: wanted)
        moves = wanted.compactMap { resource in
            guard let move = byNewPath[resource.path], !moves(withItsStack: move) else { return nil }
            let destination = ResourcePath(stack: deployedStack(move.new.stack), logicalID: move.new.logicalID)
            return PlannedMove(
                source: move.old, destination: destination, new: move.new, type: resource.type, place: move.place)
        }
        renaming = Renaming(
            byNewPath.values.map { ($0.old, $0.new, types[$0.old] == Template.Resource.stackType) })
    }

    /// What a resource is moved from by itself.
    func origin(of path: ResourcePath) -> ResourcePath? {
        byNewPath[path].flatMap { moves(withItsStack: $0) ? nil : $0.old }
    }

    /// Where the stack is now that is to have a path.
    private func deployedStack(_ path: [String]) -> [String] {
        for length in path.indices.reversed() {
            let resource = ResourcePath(stack: Array(path[..<length]), logicalID: path[length])
            if let move = byNewPath[resource] { return move.old.asStack + path[(length + 1)...] }
        }
        return path
    }

    private func moves(withItsStack move: DeclaredMove) -> Bool {
        move.old.logicalID == move.new.logicalID && move.old.stack == deployedStack(move.new.stack)
    }

    private mutating func add(_ move: DeclaredMove, of resource: PlannedResource, was type: String) {
        guard type == resource.type else {
            problems.append(
                Diagnostic(
                    "former-path",
                    "\(move.new) is said to have been \(move.old), which is \(type) and cannot become \(resource.type)",
                    at: move.place, fix: "name what it was called before, or take the line out"))
            return
        }
        byNewPath[move.new] = move
    }

    private mutating func report(
        _ vain: [DeclaredMove], from deployed: [PlannedResource], to wanted: [PlannedResource]
    ) {
        var told: Set<Diagnostic.Place> = []
        let kept = Set(wanted.map(\.path))
        for move in vain where told.insert(move.place).inserted {
            let type = wanted.first { $0.path == move.new }?.type
            let leaving = deployed.filter { $0.type == type && !kept.contains($0.path) }.map(\.path.description)
            let meant = Suggestion.question(for: move.old.description, in: leaving)
            let choice = leaving.isEmpty || !meant.isEmpty ? "" : "what goes is \(leaving.joined(separator: ", ")); "
            problems.append(
                Diagnostic(
                    "unknown-former-path",
                    "\(move.new) is said to have been \(move.old), and nothing is deployed under either name",
                    at: move.place,
                    fix: meant + choice + "take the line out where it is new"))
        }
    }
}
