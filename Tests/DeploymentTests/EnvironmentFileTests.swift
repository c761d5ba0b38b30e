import XCTest

@testable import Deployment

final class EnvironmentFileTests: XCTestCase {
    private func decode(_ json: String, name: String = "dev") throws -> EnvironmentFile {
        try EnvironmentFile.decode(Data(json.utf8), name: name, fileName: "parameters/\(name).json")
    }

    func testReadsEveryKindOfValueAndMakesTheStackName() throws {
        let file = try decode(
            """
            {
              "region": "eu-west-3", "endpoint": "http://localhost:4566", "protected": true,
              "parameters": {
                "ProjectName": "web", "Environment": "dev",
                "MinSize": 2, "Ratio": 0.5, "HighlyAvailable": false
              },
              "tags": { "Team": "shop" }
            }
            """)
        XCTAssertEqual(file.stackName, "web-dev")
        XCTAssertEqual(
            file.parameters,
            ["ProjectName": "web", "Environment": "dev", "MinSize": "2", "Ratio": "0.5", "HighlyAvailable": "false"])
        XCTAssertEqual(file.tags, ["Team": "shop"])
        XCTAssertTrue(file.isProtected)
        XCTAssertEqual(file.location(ofParameter: "MinSize"), "parameters/dev.json:5")
        XCTAssertEqual(file.location(ofParameter: "Absent"), "parameters/dev.json")
    }

    func testAnEnvironmentOnTheLocalCloudMayStandInForAnother() throws {
        let local = try decode(
            #"{"region": "eu-west-3", "endpoint": "http://localhost:1", "parameters": {"ProjectName": "web", "Environment": "prod"}}"#)
        XCTAssertEqual(local.parameters["Environment"], "prod")
        XCTAssertEqual(local.stackName, "web-dev", "the file's name tells the stacks apart")
    }

    func testTheStackNameCanBeGiven() throws {
        XCTAssertEqual(try decode(#"{"region": "eu-west-3", "stackName": "shop"}"#).stackName, "shop")
    }

    func testMistakesNameTheFileTheCauseAndWhatIsAllowed() {
        let table: [(String, String)] = [
            ("{", "the file is not valid JSON: "),
            ("{\n\"a\": 1,,}", "line 2"),
            (#"{"stackName": "s"}"#, "key 'region' is missing"),
            (#"{"region": 3, "stackName": "s"}"#, "'region' has the wrong type"),
            (
                #"{"region": "eu-west-3", "stackName": "s", "paramaters": {}}"#,
                "unknown key 'paramaters'; did you mean 'parameters'? Allowed: region, endpoint, protected, stackName, parameters, tags"
            ),
            (#"{"region": "Paris", "stackName": "s"}"#, "'region' is 'Paris'; allowed: an AWS region such as eu-west-3"),
            (#"{"region": "eu-west-3", "stackName": "1s"}"#, "the stack's name is '1s'; allowed: a letter"),
            (#"{"region": "eu-west-3"}"#, "the stack has no name; add 'stackName'"),
            (#"{"region": "eu-west-3", "stackName": "s", "parameters": {"A": [1]}}"#, "the value of 'A' must be a string"),
            (
                #"{"region": "eu-west-3", "stackName": "s", "parameters": {"Environment": "prod"}}"#,
                "parameter 'Environment' is 'prod'; it must be 'dev', like the name of the file"
            ),
            (
                #"{"region": "eu-west-3", "stackName": "s", "endpoint": "http://203.0.113.1:4566"}"#,
                "'endpoint' is 'http://203.0.113.1:4566'; allowed: an address of this machine"
            ),
        ]
        for (json, message) in table {
            XCTAssertThrowsError(try decode(json), json) { error in
                XCTAssertTrue("\(error)".hasPrefix("parameters/dev.json: error: "), "\(error)")
                XCTAssertTrue("\(error)".contains(message), "\(error)")
            }
        }
    }

    func testOnlyAddressesOfThisMachineAreLoopback() {
        for good in ["http://localhost:4566", "http://127.0.0.1:1", "http://[::1]:4566", "http://localhost:4566/"] {
            XCTAssertTrue(EnvironmentFile.isLoopback(good), good)
        }
        for bad in ["localhost:4566", "http://localhost.evil.example", "http://localhost@evil.example", "ftp://localhost", ""] {
            XCTAssertFalse(EnvironmentFile.isLoopback(bad), bad)
        }
    }

    func testAnUnknownEnvironmentListsThoseThatExist() throws {
        let path = NSTemporaryDirectory() + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let directory = EnvironmentDirectory(path: path)
        XCTAssertThrowsError(try directory.names()) { XCTAssertTrue("\($0)".contains("has no environment; add"), "\($0)") }
        for name in ["dev", "prod"] {
            try Data(#"{"region": "eu-west-3", "stackName": "s"}"#.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name).json"))
        }
        XCTAssertEqual(try directory.environment("dev").stackName, "s")
        XCTAssertThrowsError(try directory.environment("pord")) {
            XCTAssertEqual("\($0)", "unknown environment 'pord'; did you mean 'prod'? there are: dev, prod (files in \(path)/)")
        }
        XCTAssertThrowsError(try directory.environment("../dev"))
        XCTAssertThrowsError(try EnvironmentDirectory(path: path + "/none").names()) {
            XCTAssertTrue("\($0)".contains("run this from the root of the project"), "\($0)")
        }
    }

    func testAKeyGivenTwiceIsAnErrorWithItsLine() {
        let json = """
            {
              "region": "eu-west-3", "stackName": "s",
              "parameters": { "A": "{\\"B\\": 1, \\"B\\": 2}", "B": "A", "C": "A" },
              "tags": {
                "A": "x",
                "A": "y"
              }
            }
            """
        XCTAssertThrowsError(try decode(json)) { error in
            XCTAssertEqual("\(error)", "parameters/dev.json:6: error: the key 'A' is given twice; leave one of them out")
        }
    }
}
