import Template

/// The definition of a state machine ("Amazon States Language").
struct StateMachineDocument {
    /// States that lead to one another: those of the machine, of a branch, or of what a map does with each item.
    struct Level {
        let placed: PlacedValue
        /// Whether it is written in JSONata where nothing else is said, and not in JSONPath.
        let isOfJSONata: Bool
        /// The language where a state says none; nil where that is not certain.
        let language: String?

        init(placed: PlacedValue, isOfJSONata: Bool = false, language: String? = "JSONPath") {
            self.placed = placed
            self.isOfJSONata = placed.value["QueryLanguage"].map { $0 != "JSONPath" } ?? isOfJSONata
            self.language = placed.value["QueryLanguage"].map(Self.language) ?? language
        }

        /// The language that a state is certain to be written in.
        func language(of state: Template.Expression) -> String? {
            state["QueryLanguage"].map(Self.language) ?? language
        }

        private static func language(_ value: Template.Expression) -> String? {
            value.string.flatMap { ["JSONPath", "JSONata"].contains($0) ? $0 : nil }
        }

        /// The same of one of its states.
        func isOfJSONata(_ state: Template.Expression) -> Bool {
            state["QueryLanguage"].map { $0 != "JSONPath" } ?? isOfJSONata
        }

        var states: PlacedValue? { placed["States"].first.flatMap { $0.value.object == nil ? nil : $0 } }
    }

    private let root: PlacedValue
    /// What `${Name}` stands for in it; nil where that is computed.
    private let substitutions: Template.Object?

    /// Of a resource `AWS::StepFunctions::StateMachine`, in each branch of conditions.
    static func all(of machine: Template.Resource, _ logicalID: String) -> [StateMachineDocument] {
        let given = machine.properties["DefinitionSubstitutions"]
        let substitutions = given == nil ? [:] : given?.object
        return ["Definition", "DefinitionString"].flatMap { key in
            machine.values(at: key, of: logicalID).compactMap { placed in
                guard case .value(let value) = TextDocument(placed.value) else { return nil }
                return StateMachineDocument(root: PlacedValue(value, at: placed.path), substitutions: substitutions)
            }
        }
    }

    /// All levels, the outer ones first.
    var levels: [Level] {
        var found: [Level] = []
        var open = [Level(placed: root)]
        while let level = open.popLast() {
            found.append(level)
            guard let states = level.states else { continue }
            for entry in states.value.object?.entries ?? [] {
                let state = PlacedValue(entry.value, at: states.path.appending(entry.key))
                let inner = state["Branches"].flatMap(\.elements) + state["ItemProcessor"] + state["Iterator"]
                // Whether a state's own language is that of the states within it too is not documented.
                let language = state.value["QueryLanguage"] == nil ? level.language : nil
                open += inner.filter { $0.value.object != nil }.map {
                    Level(placed: $0, isOfJSONata: level.isOfJSONata(entry.value), language: language)
                }
            }
        }
        return found
    }

    /// The states that do something, with what was substituted in them.
    var tasks: [Template.Object] {
        levels.flatMap { level in
            (level.states?.value.object?.entries ?? []).compactMap { entry in
                guard let state = entry.value.object, state["Type"] == "Task" else { return nil }
                return substituted(state)
            }
        }
    }

    /// The states whose work is named by a `${Name}` for which nothing is given.
    var unnamedTasks: [(name: String, path: Template.Path)] {
        guard let substitutions, !substitutions.hasMacros else { return [] }
        return levels.flatMap { level -> [(name: String, path: Template.Path)] in
            guard let states = level.states else { return [] }
            return (states.value.object?.entries ?? []).compactMap { entry in
                guard entry.value["Type"] == "Task", let work = entry.value["Resource"]?.string, work.hasPrefix("${"),
                    let end = work.firstIndex(of: "}")
                else { return nil }
                let name = String(work[..<end].dropFirst(2))
                guard substitutions[name] == nil else { return nil }
                return (name, states.path.appending(entry.key).appending("Resource"))
            }
        }
    }

    /// The values that are nothing but a `${Name}`, or an ARN with one in it, for which nothing is given, where
    /// something is given for others; but the work of tasks.
    var unnamedValues: [(name: String, path: Template.Path)] {
        guard let substitutions, !substitutions.isEmpty, !substitutions.hasMacros else { return [] }
        var found: [(name: String, path: Template.Path)] = []
        root.value.visit { value, path in
            guard let text = value.string, path.steps.last != .key("Resource"),
                text.hasPrefix("${") && text.dropFirst(2).firstIndex(of: "}") == text.indices.last
                    || text.hasPrefix("arn:") && text.contains("${")
            else { return }
            for part in text.components(between: "${", and: "}") where part.isSubstitutionName {
                guard substitutions[part] == nil else { continue }
                found.append((part, Template.Path(root.path.steps + path.steps)))
            }
        }
        return found
    }

    private func substituted(_ object: Template.Object) -> Template.Object {
        Template.Object(object.entries.map { .init($0.key, substituted($0.value)) })
    }

    private func substituted(_ value: Template.Expression) -> Template.Expression {
        switch value {
        case .object(let object): return .object(substituted(object))
        case .string(let text):
            guard text.hasPrefix("${"), text.hasSuffix("}") else { return value }
            return substitutions?[String(text.dropFirst(2).dropLast())] ?? value
        default: return value
        }
    }
}

extension String {
    /// Whether it is what a substitution may be called, and no variable of another language.
    fileprivate var isSubstitutionName: Bool {
        !isEmpty && allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }

    /// What stands between each of the one mark and the next of the other.
    fileprivate func components(between start: String, and end: Character) -> [String] {
        var found: [String] = []
        var rest = self[...]
        while let open = rest.firstRange(of: start) {
            rest = rest[open.upperBound...]
            guard let close = rest.firstIndex(of: end) else { break }
            found.append(String(rest[..<close]))
            rest = rest[close...].dropFirst()
        }
        return found
    }
}
