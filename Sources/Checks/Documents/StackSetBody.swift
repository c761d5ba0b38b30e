import Diagnostics
import Template

/// A template that stands as a text in another one, for a stack set.
struct StackSetBody {
    let path: Template.Path
    /// What stands in it; nil for YAML, and for a text of which a deployment puts in parts.
    let template: Template?
    /// What is wrong with it as a text.
    let problems: [Diagnostic]
    /// What has to be acknowledged before anything of it is made.
    let needs: [Need]

    struct Need {
        /// One of them does.
        let capabilities: [String]
        /// What is to be acknowledged.
        let cause: String
    }

    /// What makes identities ("Acknowledging IAM resources in CloudFormation templates" in the CloudFormation user
    /// guide), by type, with the property that gives it a name.
    private static let identities: [String: String?] = [
        "AccessKey": nil, "Group": "GroupName", "InstanceProfile": "InstanceProfileName",
        "ManagedPolicy": "ManagedPolicyName", "Policy": nil, "Role": "RoleName", "User": "UserName",
        "UserToGroupAddition": nil,
    ]
    private static let prefix = "AWS::IAM::"
    private static let named = "CAPABILITY_NAMED_IAM"

    /// Nil for what is no text that stands here.
    init?(_ body: PlacedValue, file: String) {
        guard let text = OpenText(body.value) else { return nil }
        path = body.path
        let isJSON = text.text.first { !$0.isWhitespace } == "{"
        guard isJSON, !text.isOpen else {
            template = nil
            problems = []
            needs = Self.hasIdentities(text.text) ? [Self.identity("resources of IAM")] : []
            return
        }
        do throws(DiagnosticError) {
            let template = try Template(parsing: Array(text.text.utf8), file: file)
            self.template = template
            problems = []
            needs = Self.needs(of: template)
        } catch {
            template = nil
            problems = error.diagnostics
            needs = []
        }
    }

    private static func needs(of template: Template) -> [Need] {
        var needs: [Need] = []
        let own = template.resources.filter { id, resource in
            resource.type.hasPrefix(prefix) && identities[String(resource.type.dropFirst(prefix.count))] != nil
        }
        let named = own.first { _, resource in
            guard let property = identities[String(resource.type.dropFirst(prefix.count))] ?? nil else { return false }
            return resource.properties[property].map { !$0.isNoValue } ?? false
        }
        if let named {
            needs.append(
                Need(capabilities: [Self.named], cause: "\(named.0), a resource of IAM with a name of its own"))
        } else if let first = own.first {
            needs.append(identity("\(first.0), a resource of IAM"))
        }
        // "AWS CloudFormation macros" in the user guide: those of AWS too.
        if let transform = template.transforms.first {
            needs.append(Need(capabilities: ["CAPABILITY_AUTO_EXPAND"], cause: "the transform \(transform)"))
        }
        return needs
    }

    private static func identity(_ cause: String) -> Need {
        Need(capabilities: ["CAPABILITY_IAM", named], cause: cause)
    }

    /// Whether a line of YAML, or JSON, is the type of an identity.
    private static func hasIdentities(_ text: String) -> Bool {
        text.split(whereSeparator: \.isNewline).contains { line in
            guard let start = line.firstRange(of: prefix) else { return false }
            let before = line[..<start.lowerBound].filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
            let type = line[start.upperBound...].prefix { $0.isLetter }
            return !before.contains("#") && before.hasSuffix("Type:") && identities[String(type)] != nil
        }
    }
}
