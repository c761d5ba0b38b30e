import Diagnostics
import Template

extension Examination {
    /// What is named is there, and may be used where it is named.
    mutating func checkReferences() {
        for reference in references {
            // In a file's metadata it may be documentation, which CloudFormation keeps as it stands.
            let section = reference.path.section
            if section == .metadata, template.origin(of: reference.path)?.isOfFile == true { continue }
            switch reference.target {
            case .undeclared(let name):
                if !isRewritten, !template.resources.mayHave(name), !isMadeByModule(name), !isMadeServerless(name) {
                    reportDangling("resource or parameter", name, among: names(for: reference), at: reference.path)
                }
            case .pseudoParameter(let name):
                if Template.PseudoParameter(rawValue: name) == nil {
                    let known = Template.PseudoParameter.allCases.map(\.rawValue)
                    report(
                        "dangling-reference", "there is no pseudo parameter \(name)", at: reference.path,
                        fix: Suggestion.choice(for: name, in: known),
                        mend: Suggestion.correction(of: name, in: known).map { .name(name, $0) })
                }
            case .condition(let name):
                if template.conditions[name] == nil, !template.conditions.mayHave(name), !name.isOpenName, !isRewritten
                {
                    reportDangling(
                        "condition", name,
                        among: template.conditions.names.filter {
                            Template.Path(.conditions, $0).steps != Array(reference.path.steps.prefix(2))
                        }, at: reference.path)
                }
            case .mapping(let name):
                if template.mappings[name] == nil, template.mappings.loops.isEmpty, !name.isOpenName, !isRewritten {
                    reportDangling("mapping", name, among: template.mappings.names, at: reference.path)
                }
            case .resource: checkPlace(of: reference, in: section, isResource: true)
            case .parameter(let name):
                checkPlace(of: reference, in: section, isResource: false)
                if reference.path.isDependsOn {
                    report(
                        "dangling-reference", "\(name) is a parameter, and nothing can wait for one",
                        at: reference.path,
                        fix: "name a resource, or leave it out")
                }
                if let attribute = reference.attribute {
                    report(
                        "unknown-attribute", "\(name) is a parameter, and has no attribute \(attribute)",
                        at: reference.path, fix: "use Ref, or name a resource")
                }
            }
        }
    }

    /// What a reference may have meant: not what it stands in, and what can stand there.
    private func names(for reference: Template.Reference) -> [String] {
        let path = reference.path
        let resources = path.placeBeforeResources(in: path.section) == nil ? template.resources.names : []
        let takesParameters = reference.attribute == nil && !path.isDependsOn
        return resources.filter { $0 != path.resource } + (takesParameters ? template.parameters.names : [])
    }

    /// Whether a module makes something of the name, which is the module's own and what its template calls the thing
    /// ("Using modules" in the CloudFormation user guide).
    private func isMadeByModule(_ name: String) -> Bool {
        resources.all.contains { $0.resource.isModule && name.hasPrefix($0.logicalID) }
    }

    /// Whether the transform of serverless applications may make it: what it makes of a resource is named after that,
    /// and what it makes for all of them has names of its own ("Generated CloudFormation resources for AWS SAM" in the
    /// guide to AWS SAM).
    private func isMadeServerless(_ name: String) -> Bool {
        guard hasMacros else { return false }
        for (api, event, property) in [
            ("ServerlessRestApi", "Api", "RestApiId"), ("ServerlessHttpApi", "HttpApi", "ApiId"),
        ]
        where name.hasPrefix(api) {
            return mayHaveEvent(event, without: property)
        }
        return name.hasPrefix("Serverless") || name.hasPrefix("CodeDeploy")
            || template.serverlessResources.contains { name.hasPrefix($0) }
    }

    /// Whether something serverless may be invoked by an API that it does not name, for which the transform makes one.
    private func mayHaveEvent(_ type: String, without property: String) -> Bool {
        guard !isRewritten else { return true }
        return resources.all.contains { declared in
            guard declared.resource.isServerless, let events = declared.resource.properties["Events"] else {
                return false
            }
            guard let members = events.object else { return true }
            return members.entries.contains { entry in
                guard let event = entry.value.object, let kind = event["Type"]?.string else { return true }
                return kind == type && event["Properties"]?[property] == nil
            }
        }
    }

    private mutating func reportDangling(
        _ kind: String, _ name: String, among known: [String], at path: Template.Path
    ) {
        let nearest = Suggestion.nearest(to: name, in: known)
        var fixOfFile =
            nearest.map { "declare it, or correct the name: did you mean \($0)?" } ?? "declare it, or correct the name"
        if let value = template[path], value.hasScriptVariable(name) {
            fixOfFile = "write ${!\(name)} where the text has a variable of that name, or declare it"
        }
        report(
            "dangling-reference", "\(subject.path ?? "the template") has no \(kind) named \(name)", at: path,
            fix: "use the value that add(_:_:) or parameter(_:) returned instead of its name", fixOfFile: fixOfFile,
            mend: Suggestion.correction(of: name, in: known).map { .name(name, $0) })
    }

    /// Much of a template is evaluated before there is any resource.
    private mutating func checkPlace(
        of reference: Template.Reference, in section: Template.SectionName?, isResource: Bool
    ) {
        let path = reference.path
        if isResource, let place = path.placeBeforeResources(in: section) {
            report(
                "reference-not-allowed", "\(place) cannot use \(name(of: reference))", at: path,
                fix: "use parameters, mappings and pseudo parameters: nothing else is known there")
        } else if section == .metadata {
            report(
                "reference-not-allowed", "the metadata of a template cannot use \(name(of: reference))", at: path,
                fix: "write the value out: CloudFormation evaluates nothing there")
        }
    }
}

extension Template.Path {
    /// What evaluates the value before there are resources; nil elsewhere.
    ///
    /// - Parameter section: the path's own.
    fileprivate func placeBeforeResources(in section: Template.SectionName?) -> String? {
        switch section {
        case .conditions: return "a condition"
        case .rules: return "a rule"
        case .outputs where isInExportName: return "the name of an export"
        default: break
        }
        if isInCollection { return "what a loop goes through" }
        for case .key(let key) in steps where key.isFunctionKey {
            if key == Template.Function.importValue.rawValue || key == Template.Function.findInMap.rawValue {
                return key
            }
        }
        return nil
    }

    /// Whether it leads into the name that an output exports under.
    var isInExportName: Bool { steps.count > 2 && steps[2] == .key("Export") && isIn(.outputs) }
}

extension Template.Expression {
    /// Whether a text that `Fn::Sub` puts together is a script with a name in it that is written as its variables are.
    fileprivate func hasScriptVariable(_ name: String) -> Bool {
        guard name.contains("_") || name == name.lowercased() || name == name.uppercased() else { return false }
        var isFound = false
        visitValues { value in
            guard case .sub(let substitution) = value, substitution.text.contains("\n") else { return }
            isFound = isFound || substitution.text.contains("${\(name)}")
        }
        return isFound
    }
}
