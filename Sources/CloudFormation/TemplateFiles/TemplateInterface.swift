import Diagnostics
import Template

/// What others need to know of a template in a file: what it takes, what it gives, and what is in it.
struct TemplateInterface {
    let template: Template
    let parameters: [ParameterDeclaration]
    var outputs: [String] { template.outputs.names }

    /// Reads a template in JSON.
    ///
    /// - Parameter path: of the file, for the places of parameters.
    /// - Throws: ``TemplateFileProblem`` for what is no template, or cannot be nested.
    init(of contents: [UInt8], at path: String) throws(TemplateFileProblem) {
        let template = try Self.read(contents, at: path)
        guard contents.count <= Template.Limits.bytes else {
            throw TemplateFileProblem(
                "has \(contents.count) bytes; CloudFormation takes \(Template.Limits.bytes) at most",
                fix: "divide it into several templates")
        }
        self.template = template
        parameters = template.parameters.map { name, parameter in
            ParameterDeclaration(name, parameter, at: template.place(of: Template.Path(.parameters, name), in: path))
        }
        try Self.refuseOtherAddresses(in: template, at: path)
    }

    private static func read(_ contents: [UInt8], at path: String) throws(TemplateFileProblem) -> Template {
        let template: Template
        do {
            template = try Template(parsing: contents, file: path)
        } catch {
            let places = error.diagnostics.prefix(1).compactMap(\.place)
            if error.diagnostics[0].code == "invalid-json" {
                throw TemplateFileProblem(
                    "is no JSON: \(error.diagnostics[0].message)", at: places,
                    fix: "correct it; a template in YAML has to be converted first")
            }
            throw TemplateFileProblem(
                "is no template: \(error.diagnostics.map(\.message).joined(separator: "; "))", at: places, fix: fix)
        }
        if template.resources.names.isEmpty {
            throw TemplateFileProblem(
                "is no template: it has no resources", at: [.file(FilePosition(path: path))], fix: fix)
        }
        return template
    }

    private static let fix = "name a CloudFormation template in JSON with a section Resources"

    /// "TemplateURL" of AWS::CloudFormation::Stack in the CloudFormation template reference.
    private static func refuseOtherAddresses(in template: Template, at path: String) throws(TemplateFileProblem) {
        for (name, resource) in template.resources where resource.type == Stack.typeName {
            guard let address = resource.properties["TemplateURL"]?.string, address.contains("://"),
                !address.hasPrefix("https://")
            else { continue }
            throw TemplateFileProblem(
                "nests \(address) as \(name), which is no address that begins with https://",
                at: [template.place(of: Template.pathOfAddress(of: name), in: path)],
                fix: "name a file, or give the https:// address of an object in Amazon S3")
        }
    }
}

extension Template {
    /// Where something stands in the file that the template was read from.
    func place(of path: Path, in file: String) -> Diagnostic.Place {
        origin(of: path)?.place ?? .file(FilePosition(path: file))
    }
}

extension ParameterDeclaration {
    /// As the Parameters section of a file has it.
    fileprivate init(_ name: String, _ parameter: Template.Parameter, at place: Diagnostic.Place) {
        func number(_ number: Template.Number?) -> Double? { number.flatMap { Double($0.text) } }
        self.init(
            name: name, type: parameter.type.isEmpty ? "String" : parameter.type,
            defaultValue: parameter.defaultValue, allowedValues: parameter.allowedValues,
            allowedPattern: parameter.allowedPattern,
            allowedLength: Self.range(parameter.minLength ?? 0, parameter.maxLength ?? .max),
            allowedRange: Self.range(number(parameter.minValue) ?? -.infinity, number(parameter.maxValue) ?? .infinity),
            noEcho: parameter.noEcho, description: parameter.description,
            constraintDescription: parameter.constraintDescription, at: place)
    }

    /// nil for what is no range.
    private static func range<Bound>(_ lower: Bound, _ upper: Bound) -> ClosedRange<Bound>? {
        lower <= upper ? lower...upper : nil
    }
}
