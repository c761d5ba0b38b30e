import Diagnostics
import Template

extension Examination {
    /// The fields of one state ("States" in the Amazon States Language).
    mutating func checkFields(
        of name: String, _ type: String, _ state: PlacedValue, isOfJSONata: Bool, isExpress: Bool
    ) {
        guard let members = state.value.object, let own = StateFields.own[type], !members.hasMacros else { return }
        if name.count > 80 {
            reportMachine("the state's name has \(name.count) characters", at: state.path, fix: "write 80 at most")
        }
        for field in members.entries.map(\.key) where !own.contains(field) && !StateFields.common.contains(field) {
            reportField(field, of: type, at: state.path.appending(field), own)
        }
        checkAlternatives(type, state, members)
        for field in members.entries.map(\.key) {
            guard let range = StateFields.ranges[field] else { continue }
            for value in state[field] { checkNumber(value, field, in: range) }
        }
        checkTimes(type, state)
        checkRetries(of: state)
        checkCatches(of: state)
        if !isOfJSONata { checkPaths(of: state, members) }
        if isExpress, type == "Task" { checkExpress(state) }
    }

    /// Each of the two languages has fields that the other has not.
    mutating func checkLanguage(of name: String, _ state: PlacedValue, _ language: String?) {
        guard let language, let members = state.value.object else { return }
        let isOfJSONata = language == "JSONata"
        let others = isOfJSONata ? StateFields.ofJSONPath : StateFields.ofJSONata
        for field in members.entries.map(\.key) {
            guard let meant = others[field] else { continue }
            let isForJSONata = isOfJSONata ? "" : ", or let the state be \"QueryLanguage\": \"JSONata\""
            reportMachine(
                "the state \(name) is written in \(language), which has no \(field)", at: state.path.appending(field),
                fix: "write \(meant) for it\(isForJSONata)")
        }
        let (wrong, meant) = isOfJSONata ? ("ResultPath", "Output") : ("Output", "ResultPath")
        for catcher in state.values(at: ["Catch", "*"]) where catcher.value[wrong] != nil {
            reportMachine(
                "the state \(name) is written in \(language), whose catchers have no \(wrong)",
                at: catcher.path.appending(wrong), fix: "write \(meant) for it")
        }
    }

    private mutating func reportField(_ field: String, of type: String, at path: Template.Path, _ own: [String]) {
        let isOfOthers = StateFields.own.values.contains { $0.contains(field) }
        let nearest = Suggestion.nearest(to: field, in: own)
        report(
            "state-machine", "a state of type \(type) has no \(field)",
            severity: isOfOthers || nearest != nil ? .error : .warning, at: path,
            fix: (isOfOthers ? nil : nearest).map { "did you mean \($0)?" } ?? "leave it out")
    }

    private mutating func checkAlternatives(_ type: String, _ state: PlacedValue, _ members: Template.Object) {
        for fields in StateFields.exclusive[type] ?? [] {
            let given = fields.filter { members[$0] != nil }
            if given.count > 1 {
                reportMachine(
                    "\(given.joined(separator: " and ")) exclude each other", at: state.path,
                    fix: "leave all but one out")
            } else if given.isEmpty, type != "Task" {
                reportMachine(
                    "a state of type \(type) has one of \(fields.joined(separator: ", "))", at: state.path,
                    fix: "add \(fields[0])")
            }
        }
    }

    private mutating func checkNumber(_ value: PlacedValue, _ field: String, in range: ClosedRange<Double>) {
        guard value.isWrittenOut else { return }
        if case .number = value.value, let number = value.value.scalarText.flatMap(Template.Parameter.number) {
            guard !range.contains(number) || number.rounded() != number else { return }
        }
        reportMachine(
            "\(field) is a whole number from \(range.lowerBound.words) to \(range.upperBound.words)", at: value.path,
            fix: "write one")
    }

    private mutating func checkTimes(_ type: String, _ state: PlacedValue) {
        for time in state["Timestamp"] where type == "Wait" && time.isWrittenOut {
            guard time.value.string?.isTimestamp != true else { continue }
            reportMachine(
                "the state waits for no time", at: time.path, fix: "write one such as 2027-01-31T12:00:00Z")
        }
        let number = { (field: String) in
            state.value[field]?.scalarText.flatMap(Template.Parameter.number)
        }
        guard let timeout = number("TimeoutSeconds"), let heartbeat = number("HeartbeatSeconds"), heartbeat >= timeout
        else { return }
        reportMachine(
            "a heartbeat is awaited for \(heartbeat.words) seconds, and the task for \(timeout.words)",
            at: state.path.appending("HeartbeatSeconds"), fix: "write fewer than \(timeout.words)")
    }

    // MARK: - Failures

    private mutating func checkRetries(of state: PlacedValue) {
        let retries = state.values(at: ["Retry", "*"])
        checkErrors(of: retries, in: state, "Retry")
        for retry in retries {
            for field in ["IntervalSeconds", "MaxAttempts", "MaxDelaySeconds"] {
                guard let range = StateFields.ranges[field] else { continue }
                for value in retry[field] { checkNumber(value, field, in: range) }
            }
            for rate in retry["BackoffRate"] where rate.isWrittenOut {
                if case .number = rate.value, let number = rate.value.scalarText.flatMap(Template.Parameter.number),
                    number >= 1
                {
                    continue
                }
                reportMachine("BackoffRate is a number of 1 or more", at: rate.path, fix: "write one")
            }
        }
    }

    private mutating func checkCatches(of state: PlacedValue) {
        let catches = state.values(at: ["Catch", "*"])
        checkErrors(of: catches, in: state, "Catch")
        for catcher in catches {
            guard let members = catcher.value.object, !members.hasMacros, members["Next"] == nil else { continue }
            reportMachine("the catcher has no Next", at: catcher.path, fix: "add Next: the state it leads to")
        }
    }

    /// Each says which errors, and all of them only in the end.
    private mutating func checkErrors(of handlers: [PlacedValue], in state: PlacedValue, _ field: String) {
        for (index, handler) in handlers.enumerated() {
            guard let members = handler.value.object, !members.hasMacros else { continue }
            guard let errors = members["ErrorEquals"] else {
                reportMachine(
                    "nobody says which errors", at: handler.path, fix: "add ErrorEquals, such as [\"States.ALL\"]")
                continue
            }
            let path = handler.path.appending("ErrorEquals")
            guard let names = errors.list else { continue }
            if names.isEmpty { reportMachine("there are no errors", at: path, fix: "add one, such as States.ALL") }
            guard names.contains(.string("States.ALL")) else { continue }
            if names.count > 1 {
                reportMachine("States.ALL stands alone", at: path, fix: "leave the others out")
            }
            // Behind conditions nobody knows which one is the last.
            let isPlain = state.value[field]?.list?.allSatisfy { $0.object != nil } == true
            if isPlain, index < handlers.count - 1 {
                reportMachine(
                    "what stands behind States.ALL never counts", at: path, fix: "let it be the last one of \(field)")
            }
        }
    }

    // MARK: - Paths

    private mutating func checkPaths(of state: PlacedValue, _ members: Template.Object) {
        for field in members.entries.map(\.key) where field.hasSuffix("Path") {
            for value in state[field] where value.isWrittenOut {
                guard let text = value.value.string, !text.hasPrefix("$"), !text.hasPrefix("States.") else { continue }
                reportMachine("a path begins with $", at: value.path, fix: "write one such as $.\(text)")
            }
        }
        for field in ["Parameters", "ResultSelector", "ItemSelector"] {
            for template in state[field] { checkPayload(template) }
        }
    }

    /// A key that ends in `.$` has a path, or a call of an intrinsic function.
    private mutating func checkPayload(_ template: PlacedValue) {
        var found: [PlacedValue] = []
        template.value.visit { value, path in
            guard let object = value.object else { return }
            for entry in object.entries where entry.key.hasSuffix(".$") {
                let steps = template.path.steps + path.steps + [.key(entry.key)]
                found.append(PlacedValue(entry.value, at: Template.Path(steps)))
            }
        }
        for value in found where value.isWrittenOut {
            guard let text = value.value.string, !text.hasPrefix("$"), !text.hasPrefix("States.") else { continue }
            reportMachine(
                "a key that ends in .$ takes a path, and this is none", at: value.path,
                fix: text.utf8.allSatisfy(\.isASCIILetterOrDigit)
                    ? "write one such as $.\(text), or leave .$ out of the key"
                    : "leave .$ out of the key, or write a path such as $.subject")
        }
    }

    // MARK: - Express workflows

    /// "Choosing workflow type in Step Functions" in the AWS Step Functions developer guide.
    private mutating func checkExpress(_ state: PlacedValue) {
        for resource in state["Resource"] {
            guard let text = resource.value.string,
                let pattern = [".sync", ".sync:2", ".waitForTaskToken"].first(where: text.hasSuffix)
            else { continue }
            reportMachine(
                "an express workflow waits for nothing, and \(pattern) does", at: resource.path,
                fix: "leave \(pattern) out, or make it a standard workflow")
        }
    }
}
