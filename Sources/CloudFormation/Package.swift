// swift-tools-version: 6.2
import PackageDescription

// The block below is written by `make resources`. It is text in the manifest, and not read from a directory or a file,
// because SwiftPM caches an evaluated manifest by the manifest's own text: a new service in a directory would go unseen.
// services: begin
let services = [
    "AWSAutoScaling",
    "AWSCertificateManager",
    "AWSCloudFormation",
    "AWSCloudWatch",
    "AWSEC2",
    "AWSElasticLoadBalancingV2",
    "AWSEvents",
    "AWSIAM",
    "AWSKMS",
    "AWSLambda",
    "AWSLogs",
    "AWSRDS",
    "AWSRoute53",
    "AWSS3",
    "AWSSNS",
    "AWSSQS",
    "AWSSSM",
    "AWSScheduler",
    "AWSSecretsManager",
]
// services: end

let package = Package(
    name: "CloudFormation",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "CloudFormation", targets: ["CloudFormation"]),
        .library(name: "AWSResourceTypes", targets: ["AWSResourceTypes"]),
        .library(name: "ResourceGenerator", targets: ["ResourceGenerator"]),
        .executable(name: "generate-resources", targets: ["generate-resources"]),
    ] + services.map { .library(name: $0, targets: [$0]) },
    targets: [
        .target(name: "CloudFormation"),
        .target(name: "AWSResourceTypes", dependencies: ["CloudFormation"]),
        .target(name: "ResourceGenerator"),
        .executableTarget(name: "generate-resources", dependencies: ["ResourceGenerator"]),
        .executableTarget(name: "render-samples", dependencies: ["ResourceGenerator"]),
    ] + services.map { .target(name: $0, dependencies: ["CloudFormation", "AWSResourceTypes"]) }
)

// See the root package.
if Context.environment["CI"] != nil {
    for target in package.targets { target.swiftSettings = [.treatAllWarnings(as: .error)] }
}
