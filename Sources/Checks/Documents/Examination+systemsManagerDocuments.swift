import Diagnostics
import Template

extension Examination {
    /// A document does its steps in the way of its schema version ("Data elements and parameters" in the AWS Systems
    /// Manager user guide).
    ///
    /// - Parameter kind: `DocumentType`, where that is known.
    mutating func checkSystemsManagerDocument(_ content: PlacedValue, of kind: String?) {
        // A text that is no JSON may be YAML.
        guard case .value(let value) = TextDocument(content.value), let object = value.object, !object.hasMacros,
            let version = object["schemaVersion"]?.scalarText
        else { return }
        if let kind, let allowed = Self.versions[kind], !allowed.contains(version) {
            report(
                "systems-manager-document", "a document of type \(kind) is not of the schema version \(version)",
                at: content.path.appending("schemaVersion"), fix: "write \(allowed.joined(separator: " or "))")
            return
        }
        switch version {
        case "1.2": requireSteps("runtimeConfig", version, object, at: content.path)
        case "2.0", "2.2": checkSteps(object, version, Self.plugins, at: content.path)
        case "0.3":
            checkSteps(object, version, Self.automationActions, at: content.path)
            checkParameters(of: object, at: content.path)
        default: break
        }
    }

    private mutating func requireSteps(
        _ key: String, _ version: String, _ document: Template.Object, at path: Template.Path
    ) {
        guard document[key] == nil else { return }
        let others = ["mainSteps", "runtimeConfig", "steps"].filter { document[$0] != nil }
        report(
            "systems-manager-document",
            "a document of the schema version \(version) says what it does in \(key), and has none"
                + (others.first.map { ", but \($0)" } ?? ""), at: path,
            fix: others.first.map { "call it \(key) in place of \($0)" } ?? "add \(key)")
    }

    private mutating func checkSteps(
        _ document: Template.Object, _ version: String, _ actions: [String], at path: Template.Path
    ) {
        requireSteps("mainSteps", version, document, at: path)
        let steps = PlacedValue(.object(document), at: path).values(at: ["mainSteps", "*"])
        for step in steps {
            guard let object = step.value.object, !object.hasMacros else { continue }
            for key in ["action", "name"] where object[key] == nil {
                report(
                    "systems-manager-document", "the step has no \(key)", at: step.path,
                    fix:
                        "add \(key): \(key == "name" ? "by which others know it" : "what it does, as in \(actions[0])")"
                )
            }
            guard let action = object["action"]?.string, !actions.contains(action),
                let meant = Suggestion.correction(of: action, in: actions)
            else { continue }
            report(
                "systems-manager-document", "there is no action \(action)", at: step.path.appending("action"),
                fix: "did you mean \(meant)?")
        }
    }

    /// What a runbook's step is given between braces is a parameter of it, unless a colon or dot says what else ("Data
    /// elements and parameters" in the same guide).
    private mutating func checkParameters(of document: Template.Object, at path: Template.Path) {
        let parameters = document["parameters"]
        guard parameters == nil || parameters?.object?.hasMacros == false else { return }
        let declared = parameters?.object?.entries.map(\.key) ?? []
        for inputs in PlacedValue(.object(document), at: path).values(at: ["mainSteps", "*", "inputs"]) {
            for text in inputs.texts {
                guard let name = text.value.string?.nameBetweenBraces, !declared.contains(name) else { continue }
                report(
                    "systems-manager-document", "the document has no parameter \(name)", at: text.path,
                    fix: Suggestion.fix(for: name, in: declared) ?? "declare it in parameters")
            }
        }
    }

    /// "Schemas, features, and examples" of documents in the same guide.
    private static let versions = [
        "Automation": ["0.3"], "Command": ["1.2", "2.0", "2.2"], "Policy": ["2.0"], "Session": ["1.0"],
    ]

    /// "Command document plugin reference" in the AWS Systems Manager user guide.
    private static let plugins = [
        "aws:runShellScript", "aws:applications", "aws:cloudWatch", "aws:configureDocker", "aws:configurePackage",
        "aws:domainJoin", "aws:downloadContent", "aws:psModule", "aws:refreshAssociation", "aws:runDockerAction",
        "aws:runDocument", "aws:runPowerShellScript", "aws:softwareInventory", "aws:updateAgent", "aws:updateSsmAgent",
    ]

    /// "Systems Manager Automation actions reference" in the same guide.
    private static let automationActions = [
        "aws:executeAwsApi", "aws:approve", "aws:assertAwsResourceProperty", "aws:branch", "aws:changeInstanceState",
        "aws:copyImage", "aws:createImage", "aws:createStack", "aws:createTags", "aws:deleteImage", "aws:deleteStack",
        "aws:executeAutomation", "aws:executeScript", "aws:executeStateMachine", "aws:invokeLambdaFunction",
        "aws:invokeWebhook", "aws:loop", "aws:pause", "aws:runCommand", "aws:runInstances", "aws:sleep",
        "aws:updateVariable", "aws:waitForAwsResourceProperty",
    ]
}

extension PlacedValue {
    /// The texts in it, however deep in objects, lists and branches.
    fileprivate var texts: [PlacedValue] {
        branches.flatMap { branch -> [PlacedValue] in
            switch branch.value {
            case .string: [branch]
            case .list(let elements):
                elements.enumerated().flatMap { PlacedValue($1, at: branch.path.appending($0)).texts }
            case .object(let object):
                object.entries.flatMap { PlacedValue($0.value, at: branch.path.appending($0.key)).texts }
            default: []
            }
        }
    }
}

extension String {
    /// As in `{{ InstanceId }}`; nil for another text.
    fileprivate var nameBetweenBraces: String? {
        guard hasPrefix("{{"), hasSuffix("}}"), count > 4 else { return nil }
        let words = dropFirst(2).dropLast(2).split(separator: " ")
        guard words.count == 1, words[0].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }) else {
            return nil
        }
        return String(words[0])
    }
}
