import XCTest

@testable import ResourceGenerator

/// The program that brings instances through the typed resources.
final class SampleGenerationTests: XCTestCase {
    private func generation(_ instances: [SampleInstance]) throws -> SampleGeneration {
        let schemas = try ["AWS::Test::Thing", "AWS::Other::Part"].map {
            try SchemaFixture.schema($0, properties: #"{"Name": {"type": "string"}}"#)
        }
        return SampleGeneration(model: SchemaFixture.model(schemas), instances: instances)
    }

    private func instance(_ type: String, _ index: Int = 0) -> SampleInstance {
        SampleInstance(type: type, index: index, properties: .object(["Name": .string("a")]))
    }

    func testEveryServiceIsANamespaceThatAddsItsSamplesToStacks() throws {
        let generation = try generation(
            (0..<201).map { instance("AWS::Test::Thing", $0) } + [instance("AWS::Other::Part")])
        XCTAssertEqual(generation.problems, [])
        XCTAssertEqual(
            generation.files.map(\.path),
            [
                "AWSOther+Part.swift", "AWSOther.swift", "AWSTest+Thing.swift", "AWSTest.swift", "main.swift",
            ])
        let addition = try XCTUnwrap(generation.files.first { $0.path == "AWSTest.swift" }).content
        XCTAssertTrue(
            addition.contains(
                """
                        let stack1 = app.stack("AWSTest-1")
                        stack1.add("ThingSample0", thingSample0(), metadata: ["Index": 0])

                """), addition)
        // No stack takes more than a template may hold.
        XCTAssertTrue(
            addition.contains(
                """
                        let stack2 = app.stack("AWSTest-2")
                        stack2.add("ThingSample200", thingSample200(), metadata: ["Index": 200])

                """), addition)
    }

    func testATypeWithoutInstanceAndAnInstanceWithoutTypeAreReported() throws {
        XCTAssertEqual(
            try generation([instance("AWS::Test::Thing"), instance("AWS::Test::Ghost")]).problems,
            [
                "AWS::Other::Part: there is no instance of it", "AWS::Test::Ghost: no generated module has it",
            ])
    }

    func testFilesOfAnEarlierRunAreDeleted() throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: directory) }
        try generation([instance("AWS::Test::Thing"), instance("AWS::Other::Part")]).write(to: directory)
        try SampleGeneration(model: SchemaFixture.model([]), instances: []).write(to: directory)
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: directory.path), ["main.swift"])
    }
}
