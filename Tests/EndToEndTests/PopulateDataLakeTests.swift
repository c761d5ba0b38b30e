import Foundation
import XCTest

/// The catalogue on its way to the deployed data lake.
final class PopulateDataLakeTests: XCTestCase {
    private struct Lake {
        let web: WebMarket
        let workspace: Workspace
        let prefix: String

        /// What is listed below the prefix but the manifest.
        func keys() async throws -> [String] {
            let query = "Contents[].Key"
            let all = try await web.aws.read(
                "s3api list-objects-v2 --bucket \(web["Storage/DataLakeBucket"]) --prefix \(prefix)", query
            ).texts
            return all.filter { !$0.hasSuffix("/.manifest.json") }.map { String($0.dropFirst(prefix.count)) }.sorted()
        }

        func contentTypes(of paths: [String]) async throws -> [String: String] {
            let answers = try await web.aws.read(
                paths.map {
                    .init(
                        "s3api head-object --bucket \(web["Storage/DataLakeBucket"]) --key \(prefix)\($0)",
                        "ContentType")
                })
            return Dictionary(uniqueKeysWithValues: zip(paths, answers.map(\.text)))
        }

        func write(_ path: String, _ text: String) throws {
            let file = URL(fileURLWithPath: "\(workspace.path)/assets/\(path)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }

        func populate(_ arguments: String...) async throws -> Program.Outcome {
            try await workspace.run("populate-datalake", ["--env", "local", "--prefix", prefix] + arguments)
        }
    }

    /// - Parameter prefix: one a test, so that they do not meet in the one bucket.
    private func lake(_ prefix: String) async throws -> Lake {
        let web = try await WebMarket.deployed()
        return Lake(web: web, workspace: try Workspace(cloud: web.workspace.cloud), prefix: prefix)
    }

    func testTheSampleCatalogueArrivesOnceWithItsTypesAndIsMirrored() async throws {
        let lake = try await lake("catalogue/")
        try FileManager.default.copyItem(atPath: Project.root + "/assets", toPath: lake.workspace.path + "/assets")
        let first = try await lake.populate()
        XCTAssertEqual(first.status, 0, first.transcript)
        let types = try await lake.contentTypes(of: try await lake.keys())
        XCTAssertEqual(
            types,
            [
                "categories.json": "application/json", "products.csv": "text/csv; charset=utf-8",
                "images/banniere-ete.jpg": "image/jpeg",
                "images/logo.svg": "image/svg+xml", "images/sans-photo.svg": "image/svg+xml",
                "images/produits/huile-olive-nyons.png": "image/png", "images/produits/miel-lavande.png": "image/png",
                "images/produits/savon-marseille.png": "image/png", "images/produits/the-menthe.png": "image/png",
            ])

        try lake.workspace.recordAWS()
        let second = try await lake.populate()
        XCTAssertEqual(second.status, 0, second.transcript)
        XCTAssertTrue(second.errors.contains("nothing to send: 9 files unchanged in s3://"), second.errors)
        XCTAssertFalse(lake.workspace.record.contains("s3 cp"), lake.workspace.record)
        XCTAssertFalse(lake.workspace.record.contains("put-object"), lake.workspace.record)

        let products = "\(lake.workspace.path)/assets/products.csv"
        let text = try String(contentsOfFile: products, encoding: .utf8)
        try lake.write("products.csv", text.replacingOccurrences(of: "18.90", with: "19.90"))
        try FileManager.default.removeItem(atPath: "\(lake.workspace.path)/assets/images/logo.svg")
        let third = try await lake.populate("--format", "json")
        XCTAssertEqual(third.status, 0, third.transcript)
        let report = try JSONDecoder().decode(Answer.self, from: Data(third.output.utf8))
        XCTAssertEqual(report["sent"].items.map(\.["key"]), ["catalogue/products.csv"])
        XCTAssertEqual(report["surplus"], ["catalogue/images/logo.svg"])

        let refused = try await lake.populate("--delete")
        XCTAssertEqual(refused.status, 1, refused.transcript)
        let mirrored = try await lake.populate("--delete", "--yes")
        XCTAssertEqual(mirrored.status, 0, mirrored.transcript)
        let left = try await lake.keys()
        XCTAssertEqual(left, types.keys.filter { $0 != "images/logo.svg" }.sorted())
        XCTAssertEqual(lake.workspace.leftFiles, [])
    }

    func testOddNamesArriveAsTheyAre() async throws {
        let lake = try await lake("odd/")
        let names = [
            "a b/été #1+2.txt", "100 %.txt", "'quoted' & <so>.txt", "trailing .txt", "漢字/絵.txt", "-dash.txt",
            "a\\b.txt", "spaced ",
        ]
        for name in names { try lake.write(name, name) }
        try lake.write(".hidden", "no")
        try FileManager.default.createSymbolicLink(
            atPath: lake.workspace.path + "/assets/passwd", withDestinationPath: "/etc/passwd")
        let outcome = try await lake.workspace.run(
            "populate-datalake", "--env", "local", "--prefix", "odd/", variables: ["LC_ALL": "C", "LANG": "C"])
        XCTAssertEqual(outcome.status, 0, outcome.transcript)
        XCTAssertTrue(
            outcome.errors.contains("warning: passwd is left out: a link out of the folder\n"), outcome.errors)
        let keys = try await lake.keys()
        XCTAssertEqual(keys, names.sorted())
        let again = try await lake.populate()
        XCTAssertTrue(again.errors.contains("nothing to send: \(names.count) files unchanged"), again.errors)
    }

    func testAnInterruptedRunGoesOnWhereItStopped() async throws {
        let lake = try await lake("halted/")
        for number in 10..<70 { try lake.write("\(number).json", "{\"number\": \(number)}") }
        // A part of each transfer is done; then it hangs.
        try lake.workspace.replaceAWS(
            #"""
            if [ "$2" = cp ]; then
              "$REAL_AWS" "$@" --exclude '*' --include '*0.json'
              echo $$ >> "$RECORD"
              exec sleep 600
            fi
            exec "$REAL_AWS" "$@"
            """#)
        let program = try lake.workspace.start("populate-datalake", "--env", "local", "--prefix", "halted/")
        defer { program.end() }
        try await eventually("both transfers hang") {
            lake.workspace.record.split(separator: "\n").count >= 2 || !program.isRunning
        }
        program.interrupt()
        let outcome = try await program.outcome()
        XCTAssertEqual(outcome.status, 130, outcome.transcript)
        XCTAssertTrue(outcome.errors.contains("interrupted: 6 of 60 files arrived in s3://"), outcome.errors)
        XCTAssertEqual(lake.workspace.leftFiles, [])
        for child in lake.workspace.record.split(separator: "\n").compactMap({ Int32($0) }) {
            XCTAssertEqual(kill(child, 0), -1, "the child process \(child) still runs")
        }

        let whole = try Workspace(cloud: lake.workspace.cloud)
        let again = try await whole.run(
            "populate-datalake", ["--env", "local", "--prefix", "halted/", "--assets", lake.workspace.path + "/assets"])
        XCTAssertEqual(again.status, 0, again.transcript)
        XCTAssertTrue(again.errors.contains("sent 54 files"), again.errors)
        XCTAssertTrue(again.errors.contains("; 6 files unchanged\n"), again.errors)
        let keys = try await lake.keys()
        XCTAssertEqual(keys.count, 60)
    }

    func testWithoutADeploymentOrAnAnswerItSaysWhatToDo() async throws {
        let cloud = try await LocalCloud.shared()
        let workspace = try Workspace(cloud: cloud, project: "unpopulated")
        try FileManager.default.createDirectory(atPath: workspace.path + "/assets", withIntermediateDirectories: true)
        let outcome = try await workspace.run("populate-datalake", "--env", "local")
        XCTAssertEqual(outcome.status, 1, outcome.transcript)
        XCTAssertEqual(
            outcome.errors,
            "error: unpopulated-local is not deployed in eu-west-3; deploy it with 'swift run deploy --env local' [not-deployed]\n"
        )
        let unknown = try await workspace.run("populate-datalake", "--env", "local", "--perfix", "x")
        XCTAssertEqual(unknown.status, 2, unknown.transcript)
        XCTAssertTrue(unknown.errors.contains("did you mean --prefix?"), unknown.errors)
    }
}
