import AWSAccess
import JSON
import Template

extension AWSCLI {
    /// The template of a stack. The CLI gives one in JSON, as this tool uploads it, as an object; one in YAML, which is
    /// somebody else's, comes as text and is not read: nil.
    ///
    /// - Parameters:
    ///   - id: the stack's ARN or name.
    ///   - name: what messages call the stack.
    ///   - decode: makes a template of a text that is no JSON, and has the given name.
    func template(
        ofStack id: String, named name: String, decoding decode: DeployedTemplates.Decoder? = nil
    ) async throws -> Template? {
        try await template(["--stack-name", id], named: Template.nameOfDeployed(name), decoding: decode)
    }

    /// The root template that a change set would deploy; nil for one in YAML.
    func template(ofChangeSet id: String) async throws -> Template? {
        try await template(["--change-set-name", id], named: "the template of the change set")
    }

    private func template(
        _ arguments: [String], named name: String, decoding decode: DeployedTemplates.Decoder? = nil
    ) async throws -> Template? {
        let answer = try await run(["cloudformation", "get-template"] + arguments + ["--template-stage", "Original"])
        let body = try? JSONValue(parsing: Array(answer), limits: JSONLimits(bytes: 16 * 1024 * 1024))["TemplateBody"]
        if let decode, let text = body?.string { return try decode(text, name) }
        return body.flatMap { try? Template($0, file: name) }
    }
}

extension Template {
    /// What messages call the template of a stack that is deployed.
    static func nameOfDeployed(_ stack: String) -> String { "the template of \(stack)" }
}
