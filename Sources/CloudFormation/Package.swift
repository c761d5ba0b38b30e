// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "CloudFormation",
    products: [.library(name: "CloudFormation", targets: ["CloudFormation"])],
    targets: [.target(name: "CloudFormation")]
)
