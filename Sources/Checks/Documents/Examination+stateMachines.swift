import Diagnostics
import Template

extension Examination {
    /// The states of a machine lead to one another, from the first to an end ("States" in the Amazon States Language).
    mutating func checkStateMachine(_ machine: Template.Resource, _ logicalID: String) {
        for document in StateMachineDocument.all(of: machine, logicalID) {
            let isExpress = machine.properties["StateMachineType"] == "EXPRESS"
            let names = Set(document.levels.flatMap { $0.states?.value.object?.entries.map(\.key) ?? [] })
            for level in document.levels { checkLevel(level, of: names, isExpress: isExpress) }
            for task in document.unnamedTasks {
                reportMachine(
                    "nothing is put in the place of ${\(task.name)}, which is no work", at: task.path,
                    fix: "give it in DefinitionSubstitutions, or write an Fn::Sub")
            }
            // A name that the template declares is told of by itself.
            for value in document.unnamedValues
            where template.resources[value.name] == nil && template.parameters[value.name] == nil {
                report(
                    "state-machine",
                    "nothing is put in the place of ${\(value.name)}: DefinitionSubstitutions has no \(value.name)",
                    severity: .warning, at: value.path, fix: "give it in DefinitionSubstitutions")
            }
        }
    }

    /// - Parameter all: the names of the states of all levels.
    private mutating func checkLevel(_ level: StateMachineDocument.Level, of all: Set<String>, isExpress: Bool) {
        guard level.placed.value.object != nil else { return }
        guard let states = level.states, let object = states.value.object, !object.isEmpty else {
            if level.placed.value["States"] == nil {
                reportMachine("there are no States", at: level.placed.path, fix: "add States")
            }
            return
        }
        // What functions make may be any state.
        guard !object.entries.contains(where: { $0.key.hasPrefix("Fn::") || $0.key.contains("${") }) else { return }
        let names = object.entries.map(\.key)
        var targets: [PlacedValue] = []
        // Where a state should lead to and does not, that one is what is wrong with those it does not lead to.
        var isWhole = true
        guard level.placed.value["StartAt"] != nil else {
            return reportMachine("there is no StartAt", at: level.placed.path, fix: "add StartAt: the first state")
        }
        targets += level.placed["StartAt"]
        for entry in object.entries {
            let state = PlacedValue(entry.value, at: states.path.appending(entry.key))
            guard let members = entry.value.object, let type = members["Type"]?.string else {
                isWhole = false
                if entry.value["Type"] == nil, entry.value.object != nil {
                    reportMachine(
                        "the state \(entry.key) has no Type", at: state.path, fix: "add its Type, such as Task")
                }
                continue
            }
            checkState(entry.key, type, state, level, isExpress: isExpress)
            targets += Self.successors(of: state)
            if Self.leadsNowhere(type, state) { isWhole = false }
        }
        checkNextStates(targets, among: names, of: all, states, isWhole: isWhole)
    }

    private static func successors(of state: PlacedValue) -> [PlacedValue] {
        state["Next"] + state["Default"] + state.values(at: ["Choices", "*", "Next"])
            + state.values(at: ["Catch", "*", "Next"])
    }

    /// Whether a state has neither a next one nor an end, and is of a type that has one of them.
    private static func leadsNowhere(_ type: String, _ state: PlacedValue) -> Bool {
        !["Succeed", "Fail", "Choice"].contains(type) && state.value["Next"] == nil && state.value["End"] == nil
    }

    private mutating func checkNextStates(
        _ targets: [PlacedValue], among names: [String], of all: Set<String>, _ states: PlacedValue, isWhole: Bool
    ) {
        var reached: Set<String> = []
        var isKnown = isWhole
        for target in targets {
            guard let name = target.value.string, !name.contains("${") else {
                isKnown = false
                continue
            }
            reached.insert(name)
            guard !names.contains(name) else { continue }
            // The one that it should be is not reached then either.
            isKnown = false
            let isElsewhere = all.contains(name)
            reportMachine(
                isElsewhere ? "the state \(name) is of another level" : "there is no state \(name)", at: target.path,
                fix: isElsewhere
                    ? "write \"End\": true, after which the Map or Parallel around it goes on"
                    : Suggestion.choice(for: name, in: names))
        }
        guard isKnown else { return }
        for name in names where !reached.contains(name) {
            reportMachine(
                "no state leads to \(name)", at: states.path.appending(name), fix: "let one lead to it, or take it out")
        }
    }

    private mutating func checkState(
        _ name: String, _ type: String, _ state: PlacedValue, _ level: StateMachineDocument.Level, isExpress: Bool
    ) {
        guard !type.contains("${") else { return }
        guard StateFields.own[type] != nil else {
            let known = StateFields.own.keys.sorted()
            return reportMachine(
                "\(type) is no type of a state", at: state.path.appending("Type"),
                fix: Suggestion.choice(for: type, in: known))
        }
        for member in StateFields.required[type] ?? [] where state.value[member] == nil {
            reportMachine("the state \(name) has no \(member)", at: state.path, fix: "add \(member)")
        }
        checkTransition(of: name, type, state)
        let isOfJSONata = level.isOfJSONata(state.value)
        if type == "Choice" { checkChoices(of: state, isOfJSONata: isOfJSONata) }
        checkFields(of: name, type, state, isOfJSONata: isOfJSONata, isExpress: isExpress)
        checkLanguage(of: name, state, level.language(of: state.value))
        // "Transforming data with JSONata in Step Functions" in the developer guide: the other way round it may.
        if level.language == "JSONata", state.value["QueryLanguage"] == "JSONPath" {
            reportMachine(
                "the machine is written in JSONata, in which no state is in JSONPath",
                at: state.path.appending("QueryLanguage"),
                fix: "leave it out, or the QueryLanguage of the machine, and say JSONata in each state that is")
        }
    }

    private mutating func checkTransition(of name: String, _ type: String, _ state: PlacedValue) {
        guard !["Succeed", "Fail", "Choice"].contains(type) else { return }
        if Self.leadsNowhere(type, state) {
            reportMachine(
                "the state \(name) has neither Next nor End", at: state.path,
                fix: "add Next, or \"End\": true where the machine ends")
        } else if state.value["Next"] != nil, state.value["End"] == .boolean(true) {
            reportMachine("the state \(name) has Next and End", at: state.path, fix: "leave one of them out")
        }
    }

    mutating func reportMachine(_ message: String, at path: Template.Path, fix: String) {
        report("state-machine", message, at: path, fix: fix)
    }
}
