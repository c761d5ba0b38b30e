import Diagnostics
import Terminal
import XCTest

@testable import AWSAccess
@testable import Environments

final class EnvironmentFileTests: XCTestCase {
    private func decode(_ json: String, name: String = "dev") throws -> EnvironmentFile {
        try EnvironmentFile.decode(
            Array(json.utf8), name: name, fileName: "parameters/\(name).json",
            invocation: Invocation(prefix: "swift run "))
    }

    func testReadsEveryKindOfValueAndMakesTheStackName() throws {
        let file = try decode(
            """
            {
              "region": "eu-west-3", "endpoint": "http://localhost:4566", "protected": true,
              "stackPolicy": true, "roleArn": "arn:aws:iam::123456789012:role/deployment/web-execution", "parameters": {
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
        XCTAssertTrue(file.hasStackPolicy)
        XCTAssertEqual(file.roleARN, "arn:aws:iam::123456789012:role/deployment/web-execution")
        XCTAssertEqual("\(file.position(ofName: "MinSize"))", "parameters/dev.json:5:5")
        XCTAssertEqual("\(file.position(ofValue: "MinSize"))", "parameters/dev.json:5:16")
        XCTAssertEqual("\(file.position(ofValue: "Absent"))", "parameters/dev.json")
    }

    func testAnEnvironmentOnTheLocalCloudMayStandInForAnother() throws {
        let local = try decode(
            #"{"region": "eu-west-3", "endpoint": "http://localhost:1", "parameters": {"ProjectName": "web", "Environment": "prod"}}"#
        )
        XCTAssertEqual(local.parameters["Environment"], "prod")
        XCTAssertEqual(local.stackName, "web-dev", "the file's name tells the stacks apart")
    }

    func testTheStackNameCanBeGiven() throws {
        XCTAssertEqual(try decode(#"{"region": "eu-west-3", "stackName": "shop"}"#).stackName, "shop")
    }

    func testMistakesNameTheFileThePlaceTheCauseAndWhatIsAllowed() {
        let table: [(json: String, place: String, message: String)] = [
            ("{", ":1:2", "the file is not valid JSON: the text ends where a key or '}' is expected"),
            ("{\n\"a\": 1,,}", ":2:8", "the file is not valid JSON: met ',' where a key is expected"),
            ("[]", ":1:1", "the file is a list; it must be an object"),
            (#"{"stackName": "s"}"#, "", "key 'region' is missing"),
            (
                #"{"region": "eu-west-3", "stackName": "s", "roleArn": "web-execution"}"#, ":1:54",
                "'roleArn' is 'web-execution'; allowed: the ARN of a role such as arn:aws:iam::123456789012:role/deployment/shop-prod-execution"
            ),
            (
                #"{"region": "eu-west-3", "stackName": "s", "permissionsBoundary": "boundary"}"#, ":1:66",
                "'permissionsBoundary' is 'boundary'; allowed: the ARN of a managed policy such as arn:aws:iam::123456789012:policy/boundary"
            ),
            (
                #"{"region": 3, "stackName": "s"}"#, ":1:12",
                "'region' has the wrong type: it is a number, and must be a string"
            ),
            (
                #"{"region": "eu-west-3", "stackName": "s", "protected": null}"#, ":1:56",
                "'protected' has the wrong type: it is null"
            ),
            (
                #"{"region": "eu-west-3", "stackName": "s", "tags": []}"#, ":1:51",
                "'tags' has the wrong type: it is a list"
            ),
            (
                #"{"region": "eu-west-3", "stackName": "s", "paramaters": {}}"#, ":1:43",
                "unknown key 'paramaters'; did you mean 'parameters'? Allowed: region, endpoint, credentials, protected, stackPolicy, roleArn, permissionsBoundary, stackName, parameters, tags"
            ),
            (
                #"{"region": "Paris", "stackName": "s"}"#, ":1:12",
                "'region' is 'Paris'; allowed: an AWS region such as eu-west-3"
            ),
            (#"{"region": "eu-west-3", "stackName": "1s"}"#, ":1:38", "the stack's name is '1s'; allowed: a letter"),
            (#"{"region": "eu-west-3"}"#, "", "the stack has no name; add 'stackName'"),
            (
                #"{"region": "eu-west-3", "stackName": "s", "parameters": {"A": [1]}}"#, ":1:63",
                "the value of 'A' must be a string, a number or a boolean, and is a list"
            ),
            (
                #"{"region": "eu-west-3", "stackName": "s", "parameters": {"Environment": "prod"}}"#, ":1:73",
                "parameter 'Environment' is 'prod'; it must be 'dev', like the name of the file"
            ),
            (
                #"{"region": "eu-west-3", "stackName": "s", "endpoint": "http://203.0.113.1:4566"}"#, ":1:55",
                "'endpoint' is 'http://203.0.113.1:4566'; allowed: an address of this machine"
            ),
            (
                #"{"region": "eu-west-3", "stackName": "s", "credentials": ".local/cloud/credentials"}"#, ":1:58",
                "'credentials' goes with 'endpoint' only; on AWS, name a profile with --profile"
            ),
            (
                #"{"region": "eu-west-3", "stackName": "s", "endpoint": "http://localhost:1", "credentials": ""}"#,
                ":1:92",
                "'credentials' is empty; allowed: a file such as .local/cloud/credentials"
            ),
        ]
        for (json, place, message) in table {
            XCTAssertThrowsError(try decode(json), json) { error in
                XCTAssertTrue("\(error)".hasPrefix("parameters/dev.json\(place): error: \(message)"), "\(error)")
            }
        }
    }

    func testAllMistakesOfAFileAreToldAtOnceInItsOrder() {
        let json = """
            {
              "region": "Paris",
              "protected": "yes",
              "parameters": { "A": [], "B": null },
              "tags": { "aws:owner": "", "T": {} },
              "stack": "s"
            }
            """
        XCTAssertThrowsError(try decode(json)) { error in
            let problems = (error as? DiagnosticError)?.diagnostics.map(\.description) ?? []
            XCTAssertEqual(
                problems.map { $0.replacingOccurrences(of: "parameters/dev.json", with: "").prefix { $0 != "e" } },
                [": ", ":2:13: ", ":3:16: ", ":4:24: ", ":4:33: ", ":5:13: ", ":5:26: ", ":5:35: ", ":6:3: "],
                "\(error)")
        }
    }

    /// A password stands in it that only later steps would find.
    func testNoLineOfTheFileIsShown() throws {
        for text in [
            #"{"region": "eu-west-3", "regoin": 1, "parameters": {"DBPassword": "hunter2"}}"#,
            #"{"region": "eu-west-3", "parameters": {"DBPassword": "hunter2""#,
        ] {
            XCTAssertThrowsError(try decode(text)) { error in
                let places = (error as? DiagnosticError)?.diagnostics.compactMap(\.place) ?? []
                XCTAssertFalse(places.isEmpty)
                for case .file(let position) in places { XCTAssertTrue(position.isConfidential, "\(position)") }
            }
        }
        let file = try decode(#"{"region": "eu-west-3", "parameters": {"ProjectName": "web", "Size": 2}}"#)
        XCTAssertTrue(file.position(ofValue: "Size").isConfidential)
        XCTAssertTrue(file.position(ofName: "Size").isConfidential)
    }

    func testNumbersAreDeployedAsTheyAreWritten() throws {
        let numbers = ["8.0", "1.10", "12345678901234567890", "1e3", "-0", "0.30"]
        let members = numbers.enumerated().map { "\"P\($0)\": \($1)" }.joined(separator: ", ")
        let file = try decode(
            "{\"region\": \"eu-west-3\", \"stackName\": \"s\", \"parameters\": {\(members)}, \"tags\": {\"Version\": 1.10}}"
        )
        XCTAssertEqual(numbers.indices.map { file.parameters["P\($0)"] }, numbers)
        XCTAssertEqual(file.tags, ["Version": "1.10"])
    }

    func testRegionsOfAllPartitionsAreRegions() throws {
        for region in [
            "eu-west-3", "ap-southeast-7", "mx-central-1", "us-gov-east-1", "cn-northwest-1", "us-iso-east-1",
            "us-isob-east-1",
            "eu-isoe-west-1", "us-isof-south-1", "eusc-de-east-1",
        ] { XCTAssertEqual(try decode("{\"region\": \"\(region)\", \"stackName\": \"s\"}").region, region) }
        for other in [
            "eu", "eu-west", "EU-WEST-3", "eu-west-3 ", "europe-west-3", "eu-west-3a", "eu-west-333", "eu-west-٣",
        ] {
            XCTAssertThrowsError(try decode("{\"region\": \"\(other)\", \"stackName\": \"s\"}"), other)
        }
    }

    func testTagsThatAWSRefusesAreToldWithTheirPlace() throws {
        func problems(_ tags: String) -> [String] {
            var found: [String] = []
            XCTAssertThrowsError(
                try decode("{\"region\": \"eu-west-3\", \"stackName\": \"s\",\n\"tags\": {\(tags)}}"), tags
            ) {
                found = ($0 as? DiagnosticError)?.diagnostics.map(\.description) ?? []
            }
            return found
        }
        func error(_ column: Int, _ text: String, _ code: String = "illegal-tag") -> [String] {
            ["parameters/dev.json:2:\(column): error: \(text) [\(code)]"]
        }
        XCTAssertEqual(
            problems(#""Team": """#),
            error(18, "the tag 'Team' is ''; its value must not be empty: CloudFormation takes 1 to 256 characters"))
        XCTAssertEqual(problems(#""": "x""#), error(10, "the tag key '' is empty"))
        for key in ["aws:owner", "AWS:x"] {
            XCTAssertEqual(
                problems("\"\(key)\": \"x\""),
                error(10, "the tag key '\(key)' begins with aws:, which AWS keeps for itself"))
        }
        XCTAssertEqual(
            problems(#""a?b": "x""#),
            error(
                10, "the tag key 'a?b' has the character U+003F; allowed: letters, digits, spaces and _ . : / = + - @"))
        XCTAssertEqual(
            problems(#""Team": "a\nb\u001b[2J""#),
            error(
                18,
                "the tag 'Team' is 'a␊b␛[2J'; its value has the character U+000A; allowed: letters, digits, spaces and _ . : / = + - @"
            ))
        XCTAssertEqual(
            problems("\"Team\": \"\(String(repeating: "x", count: 257))\""),
            error(
                18,
                "the tag 'Team' is '\(String(repeating: "x", count: 80))… (257 bytes)'; its value has 257 characters; at most 256 are allowed"
            ))
        XCTAssertEqual(
            problems("\"\(String(repeating: "é", count: 129))\": \"x\""),
            error(
                10,
                "the tag key '\(String(repeating: "é", count: 80))… (258 bytes)' has 129 characters; at most 128 are allowed"
            ))
        let many = (1...51).map { "\"t\($0)\": \"x\"" }.joined(separator: ", ")
        XCTAssertEqual(problems(many), error(9, "there are 51 tags; at most 50 are allowed", "limit-exceeded"))
    }

    func testTagsThatAWSTakesAreTaken() throws {
        let file = try decode(
            #"{"region": "eu-west-3", "stackName": "s", "tags": {"cost=center": "web", "Équipe": "Café 2 / été", "a_.:/=+-@ b": "𠮷", "AWSome": true}}"#
        )
        XCTAssertEqual(
            file.tags, ["cost=center": "web", "Équipe": "Café 2 / été", "a_.:/=+-@ b": "𠮷", "AWSome": "true"])
    }

    /// Once a tag of this length held the command up for minutes.
    func testLongTextsAreToldInShort() throws {
        let long = String(repeating: "x", count: 400_000)
        XCTAssertThrowsError(
            try decode(
                "{\"region\": \"eu-west-3\", \"stackName\": \"s\", \"\(long)\": 1, \"tags\": {\"Team\": \"\(long)\"}}")
        ) { error in
            let shown = "\(long.prefix(80))… (400000 bytes)"
            XCTAssertEqual(
                (error as? DiagnosticError)?.diagnostics.map(\.description),
                [
                    "parameters/dev.json:1:43: error: unknown key '\(shown)'; Allowed: region, endpoint, credentials, protected, stackPolicy, roleArn, permissionsBoundary, stackName, parameters, tags [unknown-key]",
                    "parameters/dev.json:1:400067: error: the tag 'Team' is '\(shown)'; its value has 400000 characters; at most 256 are allowed [illegal-tag]",
                ])
        }
    }

    /// One character can have any number of accents, all of which a terminal draws.
    func testACharacterWithManyAccentsIsToldInShort() throws {
        let long = "a" + String(repeating: "\u{301}", count: 100_000)
        XCTAssertThrowsError(try decode("{\"region\": \"\(long)\", \"stackName\": \"s\"}")) { error in
            let shown = "a\(String(repeating: "\u{301}", count: 79))… (200001 bytes)"
            XCTAssertEqual(
                (error as? DiagnosticError)?.diagnostics.map(\.description),
                [
                    "parameters/dev.json:1:12: error: 'region' is '\(shown)'; allowed: an AWS region such as eu-west-3 [invalid-value]"
                ])
        }
    }

    func testAFileThatIsAllMistakesIsToldInShort() throws {
        let members = (1...5_000).map { "\"P\($0)\": 1" }.joined(separator: ", ")
        XCTAssertThrowsError(try decode("{\"region\": \"eu-west-3\", \"stackName\": \"s\", \(members)}")) { error in
            let problems = (error as? DiagnosticError)?.diagnostics.map(\.description) ?? []
            XCTAssertEqual(problems.count, 101)
            XCTAssertEqual(
                problems.last,
                "parameters/dev.json: error: there are 4900 problems more, which are told once these are mended [more-problems]"
            )
        }
        XCTAssertThrowsError(
            try decode("{\"region\": \"eu-west-3\", \"stackName\": \"s\", \"parameters\": {\(members)}}")
        ) { error in
            XCTAssertEqual(
                (error as? DiagnosticError)?.diagnostics.map(\.description),
                ["parameters/dev.json:1:57: error: there are 5000 parameters; at most 200 are allowed [limit-exceeded]"]
            )
        }
    }

    func testAFileThatIsTooLargeIsRefusedWithItsSize() throws {
        let path = NSTemporaryDirectory() + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let blank = String(repeating: " ", count: UserFile.maximumBytes)
        try Data("{}\(blank)".utf8).write(to: URL(fileURLWithPath: "\(path)/dev.json"))
        XCTAssertThrowsError(try EnvironmentDirectory(path: path).environment("dev")) {
            XCTAssertEqual(
                "\($0)",
                "\(path)/dev.json: error: the file has more than 1048576 bytes, which is the most that is read [file-too-large]"
            )
        }
        try FileManager.default.createDirectory(atPath: "\(path)/prod.json", withIntermediateDirectories: false)
        XCTAssertThrowsError(try EnvironmentDirectory(path: path).environment("prod")) {
            XCTAssertEqual("\($0)", "\(path)/prod.json: error: it is a folder; a file is expected [unreadable-file]")
        }
    }

    func testOnlyAddressesOfThisMachineAreLoopback() {
        for good in ["http://localhost:4566", "http://127.0.0.1:1", "http://[::1]:4566", "http://localhost:4566/"] {
            XCTAssertTrue(EnvironmentFile.isLoopback(good), good)
        }
        for bad in [
            "localhost:4566", "http://localhost.evil.example", "http://localhost@evil.example", "ftp://localhost", "",
            "http://localhost:4566?a=b", "http://localhost:4566#a", "http://localhost:65536", "http://localhost:0",
        ] {
            XCTAssertFalse(EnvironmentFile.isLoopback(bad), bad)
        }
    }

    func testAnUnknownEnvironmentListsThoseThatExist() throws {
        let path = NSTemporaryDirectory() + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let directory = EnvironmentDirectory(path: path)
        XCTAssertThrowsError(try directory.names()) {
            XCTAssertTrue("\($0)".contains("has no environment; add"), "\($0)")
        }
        for name in ["dev", "prod"] {
            try Data(#"{"region": "eu-west-3", "stackName": "s"}"#.utf8).write(
                to: URL(fileURLWithPath: "\(path)/\(name).json"))
        }
        XCTAssertEqual(try directory.environment("dev").stackName, "s")
        XCTAssertThrowsError(try directory.environment("pord")) {
            XCTAssertEqual(
                "\($0)", "unknown environment 'pord'; did you mean 'prod'? there are: dev, prod (files in \(path)/)")
        }
        XCTAssertThrowsError(try directory.environment("../dev"))
        XCTAssertThrowsError(try directory.environment("\u{1B}[2Jdev")) {
            XCTAssertTrue("\($0)".hasPrefix("unknown environment '␛[2Jdev'"), "\($0)")
        }
        XCTAssertThrowsError(try EnvironmentDirectory(path: path + "/none").names()) {
            XCTAssertTrue("\($0)".contains("run this from the root of the project"), "\($0)")
        }
    }

    func testAKeyGivenTwiceIsAnErrorWithItsPlace() {
        let json = """
            {
              "region": "eu-west-3", "stackName": "s",
              "parameters": { "A": "{\\"B\\": 1, \\"B\\": 2}", "B": "A", "C": "A" },
              "tags": {
                "A": "x",
                "A": "y", "\\u0041": "z",
                "\u{C5}": "one letter", "\u{212B}": "to Swift the same"
              },
              "stackName": "t"
            }
            """
        XCTAssertThrowsError(try decode(json)) { error in
            XCTAssertEqual(
                (error as? DiagnosticError)?.diagnostics.map(\.description),
                [
                    "parameters/dev.json:6:5: error: the key 'A' is given twice, first in line 5; leave one of them out [duplicate-key]",
                    "parameters/dev.json:6:15: error: the key 'A' is given twice, first in line 5; leave one of them out [duplicate-key]",
                    "parameters/dev.json:7:24: error: the key '\u{212B}' is given twice, first in line 7; leave one of them out [duplicate-key]",
                    "parameters/dev.json:9:3: error: the key 'stackName' is given twice, first in line 2; leave one of them out [duplicate-key]",
                ])
        }
    }
}
