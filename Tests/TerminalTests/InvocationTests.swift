import XCTest

@testable import Terminal

final class InvocationTests: XCTestCase {
    func testAnExecutableThatSwiftRunStartsIsCalledByIt() {
        let folder = "/work/shop/.build/x86_64-unknown-linux-gnu/debug/"
        XCTAssertEqual(Invocation.verbs(of: folder + "Infra").commandLine("deploy"), "swift run Infra deploy")
        XCTAssertEqual(Invocation.executables(beside: folder + "synth").commandLine("deploy"), "swift run deploy")
        XCTAssertEqual(Invocation.verbs(of: ".build/release/Infra").commandLine("synth"), "swift run Infra synth")
    }

    func testAnExecutableElsewhereIsCalledAsItWasTyped() {
        XCTAssertEqual(Invocation.verbs(of: "/opt/shop/infra").commandLine("deploy"), "/opt/shop/infra deploy")
        XCTAssertEqual(Invocation.verbs(of: "infra").commandLine("deploy"), "infra deploy")
        XCTAssertEqual(Invocation.executables(beside: "/opt/shop/synth").commandLine("deploy"), "/opt/shop/deploy")
        XCTAssertEqual(Invocation.executables(beside: "synth").commandLine("deploy"), "deploy")
    }
}
