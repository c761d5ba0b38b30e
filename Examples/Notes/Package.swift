// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Notes",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "CloudFormation", path: "../..")
    ],
    targets: [
        // One library a service or a concern: those that are named here are built, and no other.
        .target(
            name: "Stacks",
            dependencies: [
                .product(name: "APIConstructs", package: "CloudFormation"),
                .product(name: "FunctionConstructs", package: "CloudFormation"),
                .product(name: "TableConstructs", package: "CloudFormation"),
            ],
            path: "Stacks", exclude: ["Templates"]),
        .executableTarget(
            name: "Infra", dependencies: ["Stacks", .product(name: "AppCommands", package: "CloudFormation")]),
        .testTarget(
            name: "StacksTests",
            dependencies: ["Stacks", .product(name: "TemplateTesting", package: "CloudFormation")]),
    ],
    swiftLanguageModes: [.v6])
