import Foundation

/// What the user's shell and files say to the AWS CLI, as far as it must be known here.
package struct CLIConfiguration: Sendable {
    private let variables: [String: String]
    private let home: String?

    /// - Parameter variables: this process's environment.
    package init(variables: [String: String]) {
        self.variables = variables
        home = variables["HOME"]
    }

    /// What would send the calls of an environment elsewhere than its file says, and is not obeyed; a sentence each.
    ///
    /// - Parameters:
    ///   - endpoint: the environment's, nil for AWS itself.
    ///   - profile: the profile that was asked for; nil for the shell's.
    ///   - fileName: the environment's file.
    package func overriddenEndpoints(by endpoint: String?, profile: String?, fileName: String) -> [String] {
        let reason = endpoint.map { "\(fileName) and --endpoint lead to \($0)" } ?? "\(fileName) has no 'endpoint'"
        let shell = variables.filter {
            $0.key.hasPrefix(AWSConnection.endpointVariable) && !$0.value.isEmpty && $0.value != endpoint
        }
        .sorted { $0.key < $1.key }
        .map { "\($0.key)=\($0.value) of the shell is not used: \(reason)" }
        // What a profile says would come after the variable that leads to the local cloud.
        return shell + (endpoint == nil ? configuredEndpoints(of: profile) : []).map { "\($0) is not used: \(reason)" }
    }

    /// AWS SDKs and Tools Reference Guide, "Service-specific endpoints".
    private func configuredEndpoints(of profile: String?) -> [String] {
        guard let path = variables["AWS_CONFIG_FILE"] ?? home.map({ "\($0)/.aws/config" }),
            let file = INIFile(path: path)
        else { return [] }
        let name = profile ?? variables["AWS_PROFILE"] ?? variables["AWS_DEFAULT_PROFILE"] ?? "default"
        guard let section = file[name == "default" ? ["default"] : ["profile", name]] else { return [] }
        let own =
            section["endpoint_url"].map { ["endpoint_url = \($0.value) of profile '\(name)' (\(path):\($0.line))"] }
            ?? []
        let services =
            section["services"].flatMap { file[["services", $0.value]] }?.sorted { $0.value.line < $1.value.line } ?? []
        return own
            + services.compactMap { service, setting in
                guard setting.value.contains("endpoint_url") else { return nil }
                return "the endpoint of \(service) in profile '\(name)' (\(path):\(setting.line))"
            }
    }

    /// An alias that stands in the way of a command. Nothing switches aliases off, and one may have a built-in
    /// command's name. AWS Command Line Interface User Guide, "Creating and using aliases in the AWS CLI".
    func alias(inTheWayOf arguments: [String]) -> AWSError? {
        guard let home, let service = arguments.first else { return nil }
        let path = "\(home)/.aws/cli/alias"
        guard let file = INIFile(path: path) else { return nil }
        let operation = arguments.dropFirst().first.map { file[["command", service]]?[$0] } ?? nil
        guard let alias = file[["toplevel"]]?[service] ?? operation else { return nil }
        let command = (["aws", service] + (operation == nil ? [] : arguments.dropFirst().prefix(1))).joined(
            separator: " ")
        return .aliasInTheWay(command: command, place: "\(path):\(alias.line)")
    }
}
