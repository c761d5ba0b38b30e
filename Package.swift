// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "WebMarketPlus",
    platforms: [.macOS(.v13)],
    products: [
        .executable(name: "deploy", targets: ["deploy"]),
        .executable(name: "outputs", targets: ["outputs"]),
        .executable(name: "destroy", targets: ["destroy"]),
    ],
    targets: [
        .target(name: "Terminal"),
        .target(name: "Deployment", dependencies: ["Terminal"]),
        .executableTarget(name: "deploy", dependencies: ["Deployment", "Terminal"], path: "Sources/Commands/deploy"),
        .executableTarget(name: "outputs", dependencies: ["Deployment", "Terminal"], path: "Sources/Commands/outputs"),
        .executableTarget(name: "destroy", dependencies: ["Deployment", "Terminal"], path: "Sources/Commands/destroy"),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal"]),
        .testTarget(name: "DeploymentTests", dependencies: ["Deployment", "Terminal"]),
    ],
    swiftLanguageModes: [.v6]
)
