import Diagnostics
import JSON
import Terminal

/// What one environment differs in: `parameters/<name>.json`.
///
/// ```json
/// {
///   "region": "eu-west-3",
///   "protected": true,
///   "parameters": { "ProjectName": "shop", "Environment": "prod", "MinimumInstances": 2 },
///   "tags": { "CostCenter": "web" }
/// }
/// ```
///
/// | key | meaning |
/// |---|---|
/// | `region` | the AWS region; required |
/// | `parameters` | values of the root template's parameters: strings, numbers or booleans; never a secret |
/// | `tags` | tags of the stack, which CloudFormation puts on every resource that can have tags; at most 50, none empty |
/// | `protected` | true: commands ask before they act, and the stack gets termination protection |
/// | `stackPolicy` | true: a stack policy on every stack lets no update, whoever makes it, replace or remove what holds data |
/// | `roleArn` | the role that CloudFormation acts as, instead of whoever runs a command; `deploy-role` says what it needs |
/// | `stackName` | the stack's name; without it `<ProjectName>-<the file's name>` |
/// | `endpoint` | a CloudFormation emulator on the loopback interface instead of AWS |
/// | `credentials` | with `endpoint`: the file with the emulator's credentials, in the AWS CLI's format; absolute or from the project's root |
public struct EnvironmentFile: Sendable, Equatable {
    /// The environment's name, which is the file's without `.json`.
    public let name: String
    /// The file as messages show it, such as `parameters/dev.json`.
    public let fileName: String
    /// The AWS region, such as `eu-west-3`.
    public let region: String
    /// Where AWS is emulated, such as `http://localhost:4566`; nil for AWS itself.
    public let endpoint: String?
    /// The file with the emulator's credentials, absolute or from the project's root; nil where it needs none.
    public let credentials: String?
    /// Whether commands ask before they act and the stack gets termination protection.
    public let isProtected: Bool
    /// Whether stack policies let no update replace or remove what holds data.
    public let hasStackPolicy: Bool
    /// The role that CloudFormation acts as; nil where it acts as whoever runs a command, or as the stack's role.
    public let roleARN: String?
    /// The ARN of the policy that every role of the app has to have as its permissions boundary; nil where none is asked for.
    public let permissionsBoundary: String?
    /// The name of the root stack.
    public let stackName: String
    /// Values of the root template's parameters, as CloudFormation takes them: numbers are the text that stands in the
    /// file.
    public let parameters: [String: String]
    /// Tags of the stack.
    public let tags: [String: String]
    /// How commands on it are called, for messages.
    package let invocation: Invocation
    /// Where in the file each parameter is, for messages.
    package let parameterPlaces: [String: ParameterPlace]

    /// Where a parameter stands: its name and its value.
    package struct ParameterPlace: Sendable, Equatable {
        package let name: JSONPlace
        package let value: JSONPlace

        package init(name: JSONPlace, value: JSONPlace) {
            self.name = name
            self.value = value
        }
    }

    package init(
        name: String, fileName: String, region: String, endpoint: String?, credentials: String?, isProtected: Bool,
        hasStackPolicy: Bool = false, roleARN: String? = nil, permissionsBoundary: String? = nil, stackName: String,
        parameters: [String: String],
        tags: [String: String],
        invocation: Invocation,
        parameterPlaces: [String: ParameterPlace]
    ) {
        self.name = name
        self.fileName = fileName
        self.region = region
        self.endpoint = endpoint
        self.credentials = credentials
        self.isProtected = isProtected
        self.hasStackPolicy = hasStackPolicy
        self.roleARN = roleARN
        self.permissionsBoundary = permissionsBoundary
        self.stackName = stackName
        self.parameters = parameters
        self.tags = tags
        self.invocation = invocation
        self.parameterPlaces = parameterPlaces
    }

    /// Where in the file the value of a parameter is, such as `parameters/dev.json:7:16`; the file as a whole without
    /// it.
    package func position(ofValue parameter: String) -> FilePosition {
        FilePosition(path: fileName, parameterPlaces[parameter]?.value, isConfidential: true)
    }

    /// Where in the file a parameter is named.
    func position(ofName parameter: String) -> FilePosition {
        FilePosition(path: fileName, parameterPlaces[parameter]?.name, isConfidential: true)
    }
}
