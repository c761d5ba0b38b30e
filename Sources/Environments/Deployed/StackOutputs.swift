import AWSAccess
import Diagnostics
import Foundation
import Terminal

/// The outputs of a deployed stack: what the world outside and the operation tools need to find it.
public struct StackOutputs: Sendable, Equatable {
    private struct Output: Sendable, Equatable {
        let name: String
        let value: String
        let description: String
    }

    private let outputs: [Output]

    package init(_ stack: StackDescription) {
        outputs = (stack.outputs ?? []).map {
            Output(name: $0.outputKey, value: $0.outputValue, description: $0.description ?? "")
        }
        .sorted { $0.name < $1.name }
    }

    /// Reads the outputs of an environment's stack.
    ///
    /// - Throws: ``CommandError`` when it is not deployed; ``AWSError``.
    public static func read(_ environment: EnvironmentFile, with aws: AWSCLI) async throws -> StackOutputs {
        guard let stack = try await aws.stack(environment.stackName), stack.stackStatus != "REVIEW_IN_PROGRESS" else {
            throw CommandError.notDeployed(environment, aws.connection)
        }
        return StackOutputs(stack)
    }

    /// The value of an output, nil when the stack has none of that name.
    public subscript(name: String) -> String? {
        outputs.first { $0.name == name }?.value
    }

    /// The names of all outputs, sorted.
    public var names: [String] { outputs.map(\.name) }

    /// The outputs as a table.
    ///
    /// - Parameter width: how wide it should be, in cells. A wider one goes without descriptions; values are never cut,
    ///   because they are there to be copied.
    public func table(width: Int = .max) -> Table {
        func table(withDescriptions: Bool) -> Table {
            var table = Table(["Output", "Value", "Description"])
            for output in outputs {
                let description = withDescriptions ? output.description : ""
                table.add([StyledText(output.name, .bold), StyledText(output.value), StyledText(description, .dim)])
            }
            return table
        }
        let whole = table(withDescriptions: true)
        return whole.lines().allSatisfy { $0.displayWidth <= width } ? whole : table(withDescriptions: false)
    }

    /// The outputs as JSON, ending in a newline.
    public var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let values = Dictionary(outputs.map { ($0.name, $0.value) }) { first, _ in first }
        let data = (try? encoder.encode(values)) ?? Data("{}".utf8)
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    /// The outputs as shell variables, a line each.
    public var variables: String {
        outputs.map { "\(Self.variableName(of: $0.name))=\(Self.quoted($0.value))\n" }.joined()
    }

    /// Prints the outputs in one of the formats `ofValues`, in a way that suits whoever looks: a log has all
    /// descriptions, a narrow window none.
    package func print(as format: OutputFormat, on stream: TerminalStream) {
        switch format {
        case .json: stream.write(document: json)
        case .env: stream.write(document: variables)
        case .text, .markdown, .sarif, .github, .html:
            if outputs.isEmpty { return stream.print("the stack has no outputs") }
            stream.print(table(width: stream.isInteractive ? stream.width : .max))
        }
    }

    /// `LoadBalancerDNSName` becomes `LOAD_BALANCER_DNS_NAME`, `S3Bucket` becomes `S3_BUCKET`.
    static func variableName(of output: String) -> String {
        let letters = Array(output)
        var name = ""
        for (index, letter) in letters.enumerated() {
            let previous = index > 0 ? letters[index - 1] : nil
            let next = index + 1 < letters.count ? letters[index + 1] : nil
            if letter.isUppercase, let previous {
                let beginsWord = previous.isLowercase || previous.isNumber
                let endsAcronym = previous.isUppercase && next?.isLowercase == true
                if beginsWord || endsAcronym { name += "_" }
            }
            name += letter.isLetter || letter.isNumber ? letter.uppercased() : "_"
        }
        return name
    }

    /// Quoted for a POSIX shell where that is needed: an output is data, never code.
    static func quoted(_ value: String) -> String {
        let plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:@%+,="
        if !value.isEmpty, value.allSatisfy({ plain.contains($0) }) { return value }
        return "'" + value.replacing("'", with: #"'\''"#) + "'"
    }
}

extension CommandError {
    /// There is no stack of an environment.
    package static func notDeployed(_ environment: EnvironmentFile, _ connection: AWSConnection) -> CommandError {
        CommandError(
            "not-deployed",
            "\(environment.stackName) is not deployed in \(connection.region); deploy it with '\(environment.commandLine("deploy", through: connection))'"
        )
    }
}
