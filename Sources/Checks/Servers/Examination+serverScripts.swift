import Diagnostics
import Template

extension Examination {
    /// What servers run at their first start is read by what starts them, and asks for what there is.
    mutating func checkServerScripts() {
        for (type, path) in ServerScript.places {
            for (server, wiring) in cases(of: type) {
                guard let script = ServerScript(of: server, in: wiring) else { continue }
                let steps = path.map(Template.Path.Step.key)
                checkBeginning(of: script, server, steps)
                checkSize(of: script, server, steps)
                for call in script.calls(of: "cfn-init") where call.isAboutOwnStack {
                    checkConfiguration(call, server, steps)
                }
            }
        }
        for declared in resources.all { checkConfigSets(of: declared.resource, declared.logicalID) }
    }

    /// "Run commands when you launch an EC2 instance with user data input" in the Amazon EC2 user guide.
    private mutating func checkBeginning(
        of script: ServerScript, _ server: WiredResource, _ steps: [Template.Path.Step]
    ) {
        if !script.isEncoded, script.hasStart {
            report(
                "user-data-encoding", "EC2 wants user data in Base64, and this is plain text", at: server, steps: steps,
                fix: "put Fn::Base64 around it: {\"Fn::Base64\": ...}")
        }
        guard script.isEncoded, script.isBareScript else { return }
        report(
            "user-data-script", "the user data does not say what runs it, and nothing does", severity: .warning,
            at: server, steps: steps, fix: "begin it with #!/bin/bash, or <powershell> on Windows")
    }

    /// "Instance metadata and user data" in the Amazon EC2 user guide: in its raw form, before it is encoded.
    private mutating func checkSize(of script: ServerScript, _ server: WiredResource, _ steps: [Template.Path.Step]) {
        let most = 16_384
        // What is put in has to be taken off only where there is much.
        guard script.isEncoded, script.text.utf8.count > most else { return }
        let size = script.leastSize
        guard size > most else { return }
        report(
            "wrong-length", "the user data has \(size) bytes or more, and EC2 takes \(most)", at: server, steps: steps,
            fix: "download what is long, or hand it over as the metadata AWS::CloudFormation::Init")
    }

    // MARK: - cfn-init

    /// "cfn-init" in the CloudFormation template reference.
    private mutating func checkConfiguration(
        _ call: ServerScript.HelperCall, _ server: WiredResource, _ steps: [Template.Path.Step]
    ) {
        guard let id = call.resource else { return }
        guard let resource = template.resources[id] else {
            let known = template.resources.lazy.filter { $1.initMetadata != nil }.map(\.0)
            return report(
                "server-configuration", "cfn-init asks for the metadata of \(id), and there is no such resource",
                severity: .warning, at: server, steps: steps,
                fix: Suggestion.fix(for: id, in: Array(known)) ?? "name the resource whose metadata it is to read")
        }
        guard let configuration = resource.initMetadata else {
            guard resource.metadata["AWS::CloudFormation::Init"] == nil, !resource.metadata.hasMacros else { return }
            return report(
                "server-configuration",
                "cfn-init asks for the metadata of \(id), which has no AWS::CloudFormation::Init",
                severity: .warning, at: server, steps: steps,
                fix: "name the resource that has it, or give \(id) the Metadata")
        }
        guard let sets = configuration["configSets"].map(\.object) ?? [:], !sets.hasMacros else { return }
        let known = sets.entries.map(\.key)
        let asked = call.value(of: "--configsets", "-c") ?? "default"
        // Without any, the one configuration `config` is the default.
        if known.isEmpty, asked == "default" {
            guard configuration["config"] == nil, !configuration.isEmpty else { return }
            return report(
                "server-configuration", "cfn-init asks for the configuration config, which \(id) does not have",
                severity: .warning, at: server, steps: steps,
                fix: "call it config, or group what there is in configSets and ask for these with --configsets")
        }
        for name in asked.split(separator: ",") where !name.contains("$") && !known.contains(String(name)) {
            report(
                "server-configuration", "cfn-init asks for the config set \(name), which \(id) does not have",
                severity: .warning, at: server, steps: steps,
                fix: Suggestion.fix(for: String(name), in: known)
                    ?? "ask for one of \(known.joined(separator: ", ")) with --configsets")
        }
    }

    /// A config set lists configurations that are there ("AWS::CloudFormation::Init" in the template reference).
    private mutating func checkConfigSets(of resource: Template.Resource, _ logicalID: String) {
        guard let configuration = resource.initMetadata, let sets = configuration["configSets"] else { return }
        let known = configuration.entries.map(\.key).filter { $0 != "configSets" }
        let path = Template.Path(.resources, logicalID).appending("Metadata").appending("AWS::CloudFormation::Init")
        for entry in sets.object?.entries ?? [] where !entry.key.hasPrefix("Fn::") {
            let set = PlacedValue(entry.value, at: path.appending("configSets").appending(entry.key))
            for element in set.elements {
                let names = sets.object?.entries.map(\.key) ?? []
                let (kind, name, options) =
                    element.value.string.map { ("configuration", $0, known) }
                    ?? element.value["ConfigSet"]?.string.map { ("config set", $0, names) } ?? ("", "", [""])
                guard !options.contains(name), isFirstReport("server-configuration", at: element.path) else { continue }
                report(
                    "server-configuration", "the config set \(entry.key) lists the \(kind) \(name), which is not there",
                    severity: .warning, at: element.path,
                    fix: Suggestion.fix(for: name, in: options)
                        ?? (options.isEmpty ? "add it" : "list one of \(options.joined(separator: ", "))"))
            }
        }
    }
}

extension ServerScript {
    /// Of what stands in the template alone.
    fileprivate var leastSize: Int {
        // What is put in may be of any length.
        text.utf8.count
            - text.split(separator: "${").dropFirst().reduce(0) { $0 + 3 + $1.prefix { $0 != "}" }.utf8.count }
    }
}

extension Template.Resource {
    /// What it has for cfn-init, where that is known.
    var initMetadata: Template.Object? {
        metadata["AWS::CloudFormation::Init"]?.object.flatMap { $0.hasMacros ? nil : $0 }
    }
}
