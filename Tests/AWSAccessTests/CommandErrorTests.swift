import Diagnostics
import XCTest

@testable import AWSAccess

final class CommandErrorTests: XCTestCase {
    func testEveryErrorIsDiagnosticsThatTheCatalogueExplains() {
        struct Other: Error, CustomStringConvertible { let description = "odd" }
        let file = Diagnostic("invalid-json", "no", at: .file(FilePosition(path: "a.json")))
        for (error, codes) in [
            (AWSError.cliMissing(detail: nil), ["aws-cli"]),
            (AWSError.credentialsExpired(profile: nil), ["aws-credentials"]),
            (AWSError.unreachable(endpoint: "x", isLocal: true), ["aws-unreachable"]),
            (AWSError.accessDenied(action: "s3:GetObject", resource: nil, detail: "d"), ["aws-denied"]),
            (AWSError.service(code: "C", operation: "O", message: "m"), ["aws-refused"]),
            (AWSError.stackMissing("s"), ["not-deployed"]),
            (DiagnosticError([file, file]), ["invalid-json", "invalid-json"]),
            (file, ["invalid-json"]),
            (CommandError("stack-race", "m", hints: ["first"]), ["stack-race"]),
            (Other(), ["unexpected-error"]),
        ] as [(any Error, [String])] {
            let command = CommandError(error, hints: ["second"])
            XCTAssertEqual(command.diagnostics.map(\.code), codes)
            XCTAssertEqual(command.hints.last, "second")
            for code in codes { XCTAssertNotNil(DiagnosticCatalogue.kind(code), code) }
        }
        XCTAssertEqual(
            CommandError(CommandError("x", "m", hints: ["first"]), hints: ["second"]).hints, ["first", "second"])
        XCTAssertEqual(CommandError(AWSError.stackMissing("s")).diagnostics[0].message, "\(AWSError.stackMissing("s"))")
    }

    func testWhereOthersQuoteItItHasNoLabel() {
        XCTAssertEqual("\(CommandError("stack-race", "m", hints: ["h"]))", "m\nh")
        let placed = CommandError([Diagnostic("invalid-json", "no", at: .file(FilePosition(path: "a.json")))])
        XCTAssertEqual("\(placed)", "a.json: error: no [invalid-json]")
    }
}
