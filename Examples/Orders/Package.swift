// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Orders",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "CloudFormation", path: "../..")
    ],
    targets: [
        // One library a service: those that are named here are built, and no other.
        .target(
            name: "Stacks",
            dependencies: [
                .product(name: "AWSLambda", package: "CloudFormation"),
                .product(name: "AWSSQS", package: "CloudFormation"),
                .product(name: "Constructs", package: "CloudFormation"),
            ],
            path: "Stacks", exclude: ["Templates"]),
        .executableTarget(
            name: "Infra", dependencies: ["Stacks", .product(name: "AppCommands", package: "CloudFormation")]),
        .testTarget(
            name: "StacksTests",
            dependencies: ["Stacks", .product(name: "TemplateTesting", package: "CloudFormation")]),
    ],
    swiftLanguageModes: [.v6])
