// swift-tools-version: 6.2
import PackageDescription

/// Products of the nested package: the language and one module an AWS service.
func language(_ names: String...) -> [Target.Dependency] {
    names.map { .product(name: $0, package: "CloudFormation") }
}

/// An executable: its main file reads the arguments, and a library does the rest.
func command(_ name: String, _ libraries: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: libraries + ["Terminal"], path: "Sources/Commands/\(name)")
}

let package = Package(
    name: "WebMarketPlus",
    platforms: [.macOS(.v15)],
    // For Benchmarks/, a package of its own.
    products: [.library(name: "Synthesis", targets: ["Synthesis"])],
    dependencies: [.package(path: "Sources/CloudFormation")],
    targets: [
        .target(name: "Terminal"),
        .target(
            name: "Synthesis",
            dependencies: language("CloudFormation") + ["Terminal"]),
        .target(
            name: "Constructs",
            dependencies: language(
                "CloudFormation", "AWSAutoScaling", "AWSCloudWatch", "AWSEC2", "AWSElasticLoadBalancingV2",
                "AWSIAM", "AWSLogs", "AWSRDS", "AWSS3", "AWSScheduler", "AWSSNS")),
        .target(
            name: "Stacks",
            dependencies: language("CloudFormation", "AWSEC2") + ["Constructs"],
            path: "Stacks", exclude: ["Templates"]),
        .target(
            name: "Deployment",
            dependencies: language("CloudFormation", "JSON", "ResourceSchemas", "AWSResourceCatalogue") + ["Terminal"]),
        .systemLibrary(name: "LinuxEvents"),
        .target(
            name: "Operations",
            dependencies: language("JSON") + ["Deployment", "Terminal", .target(name: "LinuxEvents", condition: .when(platforms: [.linux]))],
            exclude: ["README.md"],
            resources: [.embedInCode("Prices/prices.json")]),
        .target(name: "Secrets", dependencies: ["Deployment"], path: "Sources/Commands/Secrets"),
        command("synth", ["Stacks", "Synthesis"]),
        command("deploy", ["Stacks", "Deployment", "Secrets"]),
        command("outputs", ["Deployment", "Secrets"]),
        command("destroy", ["Stacks", "Deployment", "Secrets"]),
        command("audit-infra", ["Operations", "Secrets"]),
        command("backup-manager", ["Operations", "Secrets"]),
        command("cleanup", ["Operations", "Secrets"]),
        command("daily-scheduler", ["Operations", "Secrets"]),
        command("load-generator", ["Operations", "Secrets"]),
        command("populate-datalake", ["Operations", "Secrets"]),
        .testTarget(name: "CloudFormationTests", dependencies: language("CloudFormation") + ["TemplateTesting"]),
        .testTarget(name: "JSONTests", dependencies: language("JSON")),
        .testTarget(
            name: "SynthesisTests", dependencies: language("CloudFormation") + ["Synthesis", "Terminal", "TerminalTesting"]),
        .testTarget(name: "ResourceSchemasTests", dependencies: language("ResourceSchemas", "AWSResourceCatalogue")),
        .testTarget(
            name: "GeneratorTests", dependencies: language("ResourceGenerator", "ResourceSchemas"),
            exclude: ["CheckedReferences.tsv"]),
        .target(name: "TerminalTesting", dependencies: ["Terminal"], path: "Tests/TerminalTesting"),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal", "TerminalTesting"]),
        .testTarget(
            name: "DeploymentTests",
            dependencies: language("CloudFormation", "JSON", "ResourceSchemas") + ["Deployment", "DeploymentTesting", "Terminal", "TerminalTesting"]),
        .target(name: "DeploymentTesting", dependencies: ["Deployment"], path: "Tests/DeploymentTesting"),
        .testTarget(
            name: "OperationsTests",
            dependencies: ["Deployment", "DeploymentTesting", "Operations", "Terminal", "TerminalTesting"]),
        .target(name: "TemplateTesting", dependencies: language("CloudFormation"), path: "Tests/TemplateTesting"),
        .testTarget(
            name: "ConstructsTests",
            dependencies: language("CloudFormation", "AWSEC2", "AWSSNS") + ["Constructs", "TemplateTesting"]),
        .testTarget(
            name: "StacksTests",
            dependencies: language("CloudFormation", "AWSLambda", "AWSSQS") + [
                "Constructs", "Stacks", "Synthesis", "TemplateTesting",
            ]),
        // Typechecks programs against the modules that this builds.
        .testTarget(
            name: "CompileErrorTests",
            dependencies: language(
                "AWSApiGateway", "AWSApiGatewayV2", "AWSAutoScaling", "AWSBatch", "AWSCertificateManager", "AWSCloudWatch",
                "AWSCodeBuild", "AWSCognito", "AWSDynamoDB", "AWSEC2", "AWSECR", "AWSECS", "AWSEFS", "AWSEKS",
                "AWSElasticLoadBalancingV2", "AWSEvents", "AWSIAM", "AWSKMS", "AWSKinesis", "AWSKinesisFirehose", "AWSLambda",
                "AWSLogs", "AWSRDS", "AWSRoute53", "AWSS3", "AWSSNS", "AWSSQS", "AWSScheduler", "AWSSecretsManager",
                "AWSStepFunctions", "ResourceSchemas", "AWSResourceCatalogue") + ["Constructs", "Terminal"]),
        // Runs the executables as a user does, so they are built before it.
        .testTarget(
            name: "EndToEndTests",
            dependencies: language("CloudFormation", "AWSEC2", "AWSSQS") + [
                "Constructs", "Deployment", "Terminal", "audit-infra", "backup-manager", "cleanup", "daily-scheduler", "deploy",
                "destroy", "load-generator", "outputs", "populate-datalake",
            ],
            exclude: ["Support/aws_batch.py", "Support/aws_server.py"]),
    ],
    swiftLanguageModes: [.v6]
)

// What continuous integration builds has no warnings; a newer compiler's must not keep anyone from building.
if Context.environment["CI"] != nil {
    for target in package.targets where target.type != .system { target.swiftSettings = [.treatAllWarnings(as: .error)] }
}
