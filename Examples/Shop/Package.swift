// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Shop",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "CloudFormation", path: "../..")
    ],
    targets: [
        // One library a concern: those that are named here are built with the services behind them, and no other.
        .target(
            name: "Stacks",
            dependencies: [
                .product(name: "ContainerServiceConstructs", package: "CloudFormation"),
                .product(name: "DataConstructs", package: "CloudFormation"),
                .product(name: "FunctionConstructs", package: "CloudFormation"),
                .product(name: "SiteConstructs", package: "CloudFormation"),
            ],
            path: "Stacks", exclude: ["Templates"]),
        .executableTarget(
            name: "Infra", dependencies: ["Stacks", .product(name: "AppCommands", package: "CloudFormation")]),
        .testTarget(
            name: "StacksTests",
            dependencies: ["Stacks", .product(name: "TemplateTesting", package: "CloudFormation")]),
    ],
    swiftLanguageModes: [.v6])
