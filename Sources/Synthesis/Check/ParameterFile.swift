import Diagnostics
import FileSystem
import JSON
import Template

/// Values of parameters in a file: an environment's, or one that the AWS CLI takes.
///
/// ```json
/// { "region": "eu-west-3", "parameters": { "Environment": "prod" } }
/// [ { "ParameterKey": "Environment", "ParameterValue": "prod" } ]
/// [ "Environment=prod" ]
/// { "Parameters": { "Environment": "prod" } }
/// ```
///
/// The first one is an environment's, the next two are what `aws cloudformation create-stack` and `deploy` take, and the
/// last one is a configuration of CodePipeline.
struct ParameterFile {
    let given: GivenValues
    /// Where the environment is; nil for a file that does not say.
    let region: String?

    /// - Throws: ``DiagnosticError`` for a file that cannot be read, and with all that is wrong in it.
    init(path: String) throws {
        // Somebody may have written a secret where none belongs.
        var file = try UserFile(UserFile.bytes(of: path), name: path, isConfidential: true)
        let values = Self.values(in: &file)
        let region = file.string(file.root["region"], "region")?.value
        try file.throwProblems()
        self.region = region
        let name = file
        given = GivenValues(values.mapValues { GivenValues.Value($0.text, at: name.place($0.value)) })
    }

    private static func values(in file: inout UserFile) -> [String: LocatedText] {
        let root = file.root
        for key in ["parameters", "Parameters"] {
            if let parameters = root[key] { return file.scalars(parameters, key) }
        }
        // An environment need not give any.
        if root["region"] != nil { return [:] }
        guard let elements = root.elements else {
            file.report(
                "this gives no parameters; allowed: an object with the key 'parameters', or a list of objects with ParameterKey and ParameterValue",
                at: root.place, code: "wrong-type")
            return [:]
        }
        var values: [String: LocatedText] = [:]
        for element in elements {
            // What the stack has already, nobody tells here.
            let isPrevious =
                element["UsePreviousValue"]?.boolean == true || element["UsePreviousValue"]?.string == "true"
            if isPrevious, element["ParameterKey"]?.string != nil, element["ParameterValue"] == nil { continue }
            guard let (name, text) = given(element) else {
                file.report(
                    "the element gives no parameter; allowed: { \"ParameterKey\": \"Name\", \"ParameterValue\": \"value\" } or \"Name=value\"",
                    at: element.place)
                continue
            }
            if let first = values[name] {
                file.reportRepetition(of: element["ParameterKey"] ?? element, first: first.key)
            } else {
                values[name] = text
            }
        }
        return values
    }

    /// Nil for what gives none.
    private static func given(_ element: JSONValue) -> (name: String, text: LocatedText)? {
        if let name = element["ParameterKey"]?.string, let value = element["ParameterValue"], let text = value.string {
            return (name, LocatedText(text: text, key: element.place, value: value.place))
        }
        guard let text = element.string, let end = text.firstIndex(of: "="), end > text.startIndex else { return nil }
        return (
            String(text[..<end]),
            LocatedText(text: String(text[text.index(after: end)...]), key: element.place, value: element.place)
        )
    }
}
