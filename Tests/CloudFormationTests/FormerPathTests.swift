import XCTest

@testable import CloudFormation

/// Where things were before, as `formerly` says.
final class FormerPathTests: XCTestCase {
    /// What each resource was, by its construct path; those that were nowhere else left out.
    private func formerPaths(_ assembly: Assembly) -> [String: [String]] {
        let resources = assembly.templates.flatMap(\.resources).map { ($0.path, $0.formerPaths.map(\.path)) }
        return Dictionary(uniqueKeysWithValues: resources).filter { !$0.value.isEmpty }
    }

    func testAResourceSaysWhatItWas() {
        let line = #line + 2
        let assembly = synthesize { stack in
            stack.nestedStack("Data").add("Orders", bucket()).formerly("Messaging/OrderQueue")
            stack.add("Kept", bucket())
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(formerPaths(assembly), ["Root/Data/Orders": ["Messaging/OrderQueue"]])
        XCTAssertEqual(assembly.resource(at: "Data/Orders")?.formerPaths.first?.location.line, line)
    }

    func testTheTemplateDoesNotSayIt() {
        func build(_ isSaid: Bool) -> Assembly {
            synthesize { stack in
                let data = stack.nestedStack("Data")
                let scope = data.scope("Orders")
                let queue = scope.add("Queue", bucket())
                guard isSaid else { return }
                queue.formerly("Queue")
                scope.formerly("Data/Old")
                data.formerly("Storage")
            }
        }
        XCTAssertEqual(build(true).messages, "")
        XCTAssertEqual(build(true).templates.map(\.contents), build(false).templates.map(\.contents))
    }

    func testAScopeSaysItOfAllThatIsInIt() {
        let assembly = synthesize { stack in
            let archive = stack.nestedStack("Storage").scope("Archive").formerly("Data/Lake")
            archive.add("Bucket", bucket())
            archive.scope("Logs").add("Bucket", bucket())
            archive.nestedStack("Copies").add("Bucket", bucket())
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            formerPaths(assembly),
            [
                "Root/Storage/Archive/Bucket": ["Data/LakeBucket"],
                "Root/Storage/Archive/Logs/Bucket": ["Data/LakeLogsBucket"],
                "Root/Storage/Archive/Copies": ["Data/LakeCopies"],
                "Root/Storage/Archive/Copies/Bucket": ["Data/LakeCopies/Bucket"],
            ])
    }

    func testAScopeMayHaveBeenNone() {
        let assembly = synthesize { stack in
            stack.scope("Web").formerly("").add("Group", bucket())
            stack.nestedStack("Data").scope("Lake").formerly("Data/").add("Bucket", bucket())
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            formerPaths(assembly), ["Root/Web/Group": ["Group"], "Root/Data/Lake/Bucket": ["Data/Bucket"]])
    }

    func testAStackSaysItOfItselfAndOfAllThatIsInIt() {
        let assembly = synthesize { stack in
            let data = stack.nestedStack("Data").formerly("Storage")
            data.add("Bucket", bucket())
            data.scope("Old").add("Table", bucket())
            data.keepLogicalID("Pinned", insteadOf: "OldTable")
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            formerPaths(assembly),
            [
                "Root/Data": ["Storage"], "Root/Data/Bucket": ["Storage/Bucket"],
                "Root/Data/Old/Table": ["Storage/Pinned"],
            ])
    }

    func testTheNearestIsSaidFirst() {
        let assembly = synthesize { stack in
            let data = stack.nestedStack("Data").formerly("Storage")
            data.scope("Web").formerly("Data/Site").scope("Files").formerly("Data/Assets").add("Bucket", bucket())
                .formerly("Data/Old").formerly("Data/Older")
        }
        XCTAssertEqual(
            formerPaths(assembly)["Root/Data/Web/Files/Bucket"],
            ["Data/Old", "Data/Older", "Data/AssetsBucket", "Data/SiteFilesBucket", "Storage/WebFilesBucket"])
    }

    func testANameThatIsKeptDoesNotChangeWithItsScope() {
        let assembly = synthesize { stack in
            let scope = stack.nestedStack("Data").scope("New").formerly("Storage/Old")
            scope.add("Bucket", bucket())
            stack.nestedStack("Other").add("Thing", bucket())
        }
        XCTAssertEqual(formerPaths(assembly)["Root/Data/New/Bucket"], ["Storage/OldBucket"])
        let kept = synthesize { stack in
            let data = stack.nestedStack("Data")
            data.scope("New").formerly("Storage/Old").add("Bucket", bucket())
            data.keepLogicalID("Pinned", insteadOf: "NewBucket")
        }
        XCTAssertEqual(formerPaths(kept)["Root/Data/New/Bucket"], ["Storage/Pinned"])
    }

    // MARK: - What cannot be

    func testWhatIsStillThereIsNobodysFormerName() {
        let assembly = synthesize { stack in
            stack.add("Orders", bucket()).formerly("Queue")
            stack.add("Queue", bucket())
        }
        XCTAssertEqual(assembly.codes, ["former-path"])
        XCTAssertTrue(
            assembly.messages.contains("Queue, which Root/Orders is said to have been, is another resource"),
            assembly.messages)
    }

    func testNothingWasWhatItIs() {
        let assembly = synthesize { $0.nestedStack("Data").add("Orders", bucket()).formerly("Data/Orders") }
        XCTAssertEqual(assembly.codes, ["former-path"])
        XCTAssertTrue(assembly.messages.contains("Data/Orders is what it is called now"), assembly.messages)
    }

    func testTwoWereNotOne() {
        let assembly = synthesize { stack in
            stack.add("Orders", bucket()).formerly("Queue")
            stack.add("Invoices", bucket()).formerly("Queue")
        }
        XCTAssertEqual(assembly.codes, ["former-path"])
        XCTAssertTrue(
            assembly.messages.contains("Root/Invoices and Root/Orders are both said to have been Queue"),
            assembly.messages)
    }

    func testAScopeIsToldOfOnce() {
        let assembly = synthesize { stack in
            let new = stack.scope("New").formerly("Old")
            let old = stack.scope("Old")
            for name in ["A", "B", "C"] {
                new.add(name, bucket())
                old.add(name, bucket())
            }
        }
        XCTAssertEqual(assembly.codes, ["former-path"])
    }

    func testWhatAResourceSaysCountsMoreThanWhatItsScopeDoes() {
        let assembly = synthesize { stack in
            let new = stack.scope("New").formerly("Old")
            new.add("Queue", bucket())
            new.add("Topic", bucket())
            stack.add("Orders", bucket()).formerly("OldQueue")
            stack.add("OldTopic", bucket())
            new.add("Rest", bucket())
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(formerPaths(assembly), ["Root/Orders": ["OldQueue"], "Root/New/Rest": ["OldRest"]])
    }

    func testARootStackIsCalledAsItsEnvironmentSays() {
        let assembly = synthesize { stack in
            stack.formerly("Shop")
            stack.add("Orders", bucket())
        }
        XCTAssertEqual(assembly.codes, ["former-path"])
    }

    func testAPathIsMadeOfLogicalIDs() {
        for path in ["Data/", "/Orders", "Data.Orders", "", "Data//Orders"] {
            XCTAssertEqual(
                synthesize { $0.add("Orders", bucket()).formerly(path) }.codes, ["former-path"], path)
        }
    }
}
