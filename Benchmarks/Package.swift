// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that `swift build` of the product does not build what only the benchmark needs.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "CloudFormation", path: "..")
    ],
    targets: [
        .executableTarget(
            name: "blocks",
            dependencies: [
                .product(name: "Constructs", package: "CloudFormation"),
                .product(name: "Synthesis", package: "CloudFormation"),
                .product(name: "Terminal", package: "CloudFormation"),
            ]),
        .executableTarget(
            name: "reading",
            dependencies: [
                .product(name: "JSON", package: "CloudFormation"),
                .product(name: "Template", package: "CloudFormation"),
            ]),
        .executableTarget(
            name: "scale",
            dependencies: [
                .product(name: "AWSCloudWatch", package: "CloudFormation"),
                .product(name: "AWSS3", package: "CloudFormation"),
                .product(name: "AWSSQS", package: "CloudFormation"),
                .product(name: "Synthesis", package: "CloudFormation"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
