// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "WebMarketPlus",
    platforms: [.macOS(.v15)],
    dependencies: [.package(path: "Sources/CloudFormation")],
    targets: [
        .target(name: "Terminal"),
        .target(
            name: "Synthesis",
            dependencies: [.product(name: "CloudFormation", package: "CloudFormation"), "Terminal"]),
        .target(
            name: "Stacks", dependencies: [.product(name: "CloudFormation", package: "CloudFormation")],
            path: "Stacks", exclude: ["Templates"]),
        .executableTarget(name: "synth", dependencies: ["Stacks", "Synthesis", "Terminal"], path: "Sources/Commands/synth"),
        .testTarget(
            name: "CloudFormationTests", dependencies: [.product(name: "CloudFormation", package: "CloudFormation")]),
        .testTarget(
            name: "SynthesisTests",
            dependencies: ["Synthesis", "Terminal", .product(name: "CloudFormation", package: "CloudFormation")]),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal"]),
    ],
    swiftLanguageModes: [.v6]
)
