import XCTest

/// Whoever uses the product reads what it declares for them, and not how it is made.
final class DocumentationTests: XCTestCase {
    /// Members whose meaning is that of a protocol.
    private static let ofProtocols = [
        "CodingKeys", "var description:", "var debugDescription:", "init(from ", "func encode(to ", "static func ==",
        "static func <", "func hash(into ", "Literal value:", "Literal elements:", "init(nilLiteral:",
        "init(stringInterpolation:", "init(literalCapacity:", "func appendLiteral(", "var startIndex:", "var endIndex:",
        "func index(after ", "subscript(position:", "func makeIterator()", "mutating func next()", "var syntax:",
        "func perform(", "var dependencies:", "var monitoringID:", "var alarmConditions:", "var dashboardRow:",
        "var deliveryScope:", "var deliveryKind:", "var deliveryARN:", "func allowDelivery(", "func grantDelivery(",
        "func undelivered()", " sourceID:", " sourceARN:", "let polling", "var polling:", "var environmentText:",
    ]

    /// Still to be written.
    private static let undocumented = [
        "AWSAccess/", "CloudFormation/", "Deployment/Commands/", "Diagnostics/", "Operations/DataLake/", "Template/",
    ]

    /// People read the code of it.
    private static let sample = "NewApp/Starter/"

    func testEveryPublicDeclarationIsDocumented() throws {
        var count = 0
        let exempt = Self.undocumented + [Self.sample]
        for file in try Sources.files() where !exempt.contains(where: file.path.hasPrefix) {
            let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            var isInString = false
            for (index, line) in lines.enumerated() {
                if line.components(separatedBy: "\"\"\"").count.isMultiple(of: 2) { isInString.toggle() }
                guard !isInString, line.hasPrefix("public "), !line.hasPrefix("public extension"),
                    !Self.ofProtocols.contains(where: line.contains)
                else { continue }
                count += 1
                let above = lines[..<index].last { !$0.hasPrefix("@") } ?? ""
                XCTAssertTrue(above.hasPrefix("///"), "Sources/\(file.path):\(index + 1): \(line)")
            }
        }
        XCTAssertGreaterThan(count, 400)
    }
}
