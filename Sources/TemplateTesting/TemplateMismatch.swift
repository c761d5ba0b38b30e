/// An expectation that does not hold. A test that throws it fails with this text, in XCTest and in Swift Testing.
public struct TemplateMismatch: Error, Equatable, CustomStringConvertible {
    /// What was expected and what was found, beginning with the test's file and line.
    public let description: String

    init(_ description: String) { self.description = description }

    /// - Parameters:
    ///   - file: the path of the test's file.
    ///   - details: lines below the message.
    init(_ message: String, _ details: [String] = [], file: String, line: Int) {
        description = (["\(file):\(line): error: \(message)"] + details).joined(separator: "\n")
    }
}
