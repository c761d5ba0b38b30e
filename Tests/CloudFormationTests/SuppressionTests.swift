import CloudFormation
import XCTest

final class SuppressionTests: XCTestCase {
    private let today = Day("2026-11-28")!

    private func standing(_ build: (Stack) -> Void) -> [String] {
        synthesize(build).report(on: today).standing.map(\.code)
    }

    func testAProblemOfAResourceIsAcceptedBesideIt() {
        let assembly = synthesize { stack in
            stack.add("Data", bucket("${AWS::AccountId}-data"))
                .suppress("literal-substitution", because: "the bucket is really called this")
        }
        XCTAssertEqual(assembly.codes, ["literal-substitution"], "all that was found is told")
        let report = assembly.report(on: today)
        XCTAssertEqual(report.standing, [])
        XCTAssertEqual(report.accepted.map(\.suppression.reason), ["the bucket is really called this"])
    }

    func testAScopeAcceptsForWhatIsInIt() {
        func left(_ suppress: (Scope) -> Void) -> [String?] {
            let assembly = synthesize { stack in
                let scope = stack.scope("Web")
                stack.scope("Other").add("Data", bucket("${AWS::Region}-c"))
                scope.add("Data", bucket("${AWS::Region}-a"))
                scope.scope("Deep").add("Data", bucket("${AWS::Region}-b"))
                suppress(scope)
            }
            return assembly.report(on: today).standing.map(\.path)
        }
        XCTAssertEqual(left { $0.suppress("literal-substitution", because: "r") }, ["Root/Other/Data"])
        XCTAssertEqual(
            left { $0.suppress("literal-substitution", on: "Deep", because: "r") },
            ["Root/Web/Data", "Root/Other/Data"])
        XCTAssertEqual(
            left { $0.suppress("literal-substitution", on: "D*", because: "r") }, ["Root/Other/Data"])
    }

    func testASuppressionExpires() {
        XCTAssertEqual(
            standing {
                $0.add("A", bucket("${AWS::Region}")).suppress(
                    "literal-substitution", because: "r", until: "2026-11-28")
            },
            [])
        XCTAssertEqual(
            standing {
                $0.add("A", bucket("${AWS::Region}")).suppress(
                    "literal-substitution", because: "r", until: "2026-11-27")
            },
            ["literal-substitution", "expired-suppression"])
    }

    func testWhatIsWrongWithASuppressionIsToldAtItsLine() {
        let line = #line
        let assembly = synthesize { stack in
            let data = stack.add("A", bucket("${AWS::Region}"))
            data.suppress("literal-substitution", because: " ")
            data.suppress("literal-substitution", because: "r", until: "tomorrow")
        }
        XCTAssertEqual(assembly.codes, ["literal-substitution", "invalid-value", "invalid-value"])
        XCTAssertEqual(assembly.diagnostics.map { $0.location?.line }, [line + 2, line + 3, line + 4])
        XCTAssertTrue(assembly.hasErrors)
    }

    func testAnErrorCannotBeAcceptedAndNothingHidesIt() {
        let assembly = synthesize { stack in
            stack.add("a-b", bucket()).suppress("illegal-name", because: "r")
        }
        XCTAssertTrue(assembly.report(on: today).hasErrors)
        XCTAssertEqual(assembly.report(on: today).standing.map(\.code), ["illegal-name", "suppressed-error"])
    }

    func testTemplatesAreTheSameWhateverIsAccepted() {
        func template(_ suppresses: Bool) -> String {
            synthesize { stack in
                let data = stack.add("A", bucket("${AWS::Region}"))
                if suppresses { data.suppress("literal-substitution", because: "r") }
            }.template()
        }
        XCTAssertEqual(template(true), template(false))
    }

    func testAResourceOfANestedStackIsFoundByItsLogicalIDs() {
        let app = App()
        let stack = app.stack("Root")
        let nested = stack.nestedStack("Compute")
        nested.scope("Web").add("Group", bucket())
        let assembly = app.synthesize()
        XCTAssertEqual(assembly.resource(at: "Compute/WebGroup")?.path, "Root/Compute/Web/Group")
        XCTAssertEqual(assembly.resource(at: "Compute")?.path, "Root/Compute")
        XCTAssertNil(assembly.resource(at: "Compute/WebGroup/More"))
        XCTAssertNil(assembly.resource(at: "Compute/Group"))
        XCTAssertNil(assembly.resource(at: ""))
    }

    func testAResourceOfTheSecondRootIsNotTakenForOneOfTheFirst() {
        let app = App()
        for name in ["First", "Second"] { app.stack(name).add("Both", bucket()) }
        app.stack("Third").add("One", bucket())
        let assembly = app.synthesize()
        XCTAssertEqual(assembly.resource(at: "One")?.path, "Third/One")
        XCTAssertNil(assembly.resource(at: "Both"), "nobody knows which")
    }

    func testWhatOnlyADeploymentFindsIsLeftToIt() {
        let assembly = synthesize { stack in
            stack.add("A", bucket()).suppress("not-in-region", because: "it is there by now")
        }
        XCTAssertEqual(assembly.report(on: today).standing, [])
    }
}
