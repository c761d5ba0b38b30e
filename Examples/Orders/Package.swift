// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Orders",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "CloudFormation", path: "../..")
    ],
    targets: [
        // One library a concern: those that are named here are built with the services behind them, and no other.
        .target(
            name: "Stacks",
            dependencies: [
                .product(name: "FunctionConstructs", package: "CloudFormation"),
                .product(name: "MessagingConstructs", package: "CloudFormation"),
                .product(name: "MonitoringConstructs", package: "CloudFormation"),
            ],
            path: "Stacks", exclude: ["Templates"]),
        .executableTarget(
            name: "Infra", dependencies: ["Stacks", .product(name: "AppCommands", package: "CloudFormation")]),
        .testTarget(
            name: "StacksTests",
            dependencies: ["Stacks", .product(name: "TemplateTesting", package: "CloudFormation")]),
    ],
    swiftLanguageModes: [.v6])
