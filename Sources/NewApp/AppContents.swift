import Foundation

/// What is an app's own: its stacks, and what follows from them.
public struct AppContents: Sendable {
    /// A file with its path from the app's folder.
    public struct File: Sendable {
        /// As in `Stacks/Shop.swift`.
        public let path: String
        /// All of it.
        public let text: String

        /// - Parameter path: from the app's folder.
        public init(path: String, text: String) {
            self.path = path
            self.text = text
        }
    }

    /// The Swift of the stacks below `Stacks`, the tests below `Tests`, the environments below `parameters`.
    public let files: [File]
    /// The libraries that the stacks import beside `CloudFormation`.
    public let libraries: [String]

    /// - Parameters:
    ///   - files: of the stacks, their tests and their environments, in the place of the sample's.
    ///   - libraries: such as `AWSSQS`.
    public init(files: [File], libraries: [String]) {
        self.files = files
        self.libraries = libraries
    }

    /// Whether a file of the sample is in a place that the app's own files take.
    func replaces(_ path: String) -> Bool {
        ["Stacks/", "Tests/", "parameters/"].contains { path.hasPrefix($0) }
    }

    /// The sample's manifest with the libraries of these stacks.
    func manifest(_ text: String) -> String {
        let product = #"                .product(name: "AWSSQS", package: "CloudFormation"),"#
        let products = libraries.filter { $0 != "CloudFormation" }
            .map { product.replacingOccurrences(of: "AWSSQS", with: $0) }
        return text.replacingOccurrences(of: product + "\n", with: products.map { $0 + "\n" }.joined())
    }
}
