import Foundation
import XCTest

/// The local environment's stack, made from the synthesized templates without the command `deploy`, which takes long to
/// run thirty times.
struct DirectStack: Sendable {
    let workspace: Workspace
    let project: String
    let aws: AWS

    var name: String { "\(project)-local" }
    var bucket: String { "\(project)-artifacts-000000000000-eu-west-3" }

    /// Synthesizes.
    init(workspace: Workspace, project: String) async throws {
        self.workspace = workspace
        self.project = project
        aws = AWS(cloud: workspace.cloud)
        let outcome = try await workspace.run("synth", "--output", workspace.path + "/templates", local: false)
        guard outcome.status == 0 else { throw AWS.Failed(description: outcome.transcript) }
        for file in try templates() {
            let path = "\(workspace.path)/templates/\(file)"
            let text = try String(contentsOfFile: path, encoding: .utf8)
                .replacingOccurrences(of: "\"./", with: "\"https://s3.eu-west-3.amazonaws.com/\(bucket)/\(name)/")
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        }
    }

    private func templates() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: workspace.path + "/templates").filter {
            $0.hasSuffix(".template.json")
        }
    }

    /// Uploads the templates and begins the creation.
    func begin() async throws {
        let file = URL(fileURLWithPath: "\(workspace.path)/parameters/local.json")
        let contents = try XCTUnwrap(
            try JSONSerialization.jsonObject(with: try Data(contentsOf: file)) as? [String: Any])
        let parameters = (contents["parameters"] as? [String: Any] ?? [:]).map { key, value in
            [
                "ParameterKey": key,
                "ParameterValue": value is String
                    ? "\(value)" : (value as? NSNumber)?.boolValue == false && "\(value)" == "0" ? "false" : "\(value)",
            ]
        }
        let values = workspace.path + "/values.json"
        try JSONEncoder().encode(parameters).write(to: URL(fileURLWithPath: values))
        let root = try XCTUnwrap(try templates().min { $0.count < $1.count })
        let uploads = try templates().map {
            AWS.Call("s3api put-object --bucket \(bucket) --key \(name)/\($0) --body \(workspace.path)/templates/\($0)")
        }
        _ = try await aws.read(
            [.init("s3api create-bucket --bucket \(bucket) --create-bucket-configuration LocationConstraint=eu-west-3")]
                + uploads + [
                    .init(
                        "cloudformation create-stack --stack-name \(name) --template-url https://s3.eu-west-3.amazonaws.com/\(bucket)/\(name)/\(root) --parameters file://\(values) --tags Key=Project,Value=\(project) --capabilities CAPABILITY_NAMED_IAM CAPABILITY_AUTO_EXPAND"
                    )
                ])
    }

    /// Makes the stack, with an object in its data lake.
    func create() async throws {
        try await begin()
        try await eventually("\(name) is created") {
            let status = try await aws.read(
                "cloudformation describe-stacks --stack-name \(name)", "Stacks[0].StackStatus")
            guard ["CREATE_IN_PROGRESS", "CREATE_COMPLETE"].contains(status.text) else {
                throw AWS.Failed(description: status.text)
            }
            return status == "CREATE_COMPLETE"
        }
        let lake = try await aws.physicalIDs(of: name)["Storage/DataLakeBucket"] ?? "?"
        let object = AWS.Call("s3api put-object --bucket \(lake) --key catalogue/soap.jpg")
        _ = try await aws.read([object, object])
    }
}
