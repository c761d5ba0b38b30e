import Diagnostics
import XCTest

/// What mends a problem mechanically stands with it.
final class MendTests: XCTestCase {
    /// The text after everything that mends it is written.
    private func mended(_ text: String) throws -> String {
        let sources = SourceFiles(read: ["shop.json": Array(text.utf8)])
        let changes = try diagnostics(text).inSourceOrder.flatMap(sources.changes).withoutOverlaps
        return String(decoding: changes.applied(to: Array(text.utf8)), as: UTF8.self)
    }

    private func assertMends(
        _ wrong: String, _ right: String, in text: String, file: StaticString = #filePath, line: UInt = #line
    ) throws {
        XCTAssertTrue(text.contains(wrong), "the example is wrong", file: file, line: line)
        XCTAssertEqual(
            try mended(text), text.replacingOccurrences(of: wrong, with: right), file: file, line: line)
    }

    private func queue(_ properties: String) -> String {
        "{\r\n  \"Resources\": {\r\n\t\"Queue\": {\"Type\" : \"AWS::SQS::Queue\", \"Properties\": {\(properties)}}}}"
    }

    func testAMistypedProperty() throws {
        try assertMends(
            "VisibiltyTimeout", "VisibilityTimeout",
            in: queue(#""QueueName":"a",  "VisibiltyTimeout": 30 , "Tags" : []"#))
    }

    func testAMistypedType() throws {
        try assertMends(
            "SQS::Queu\"", "SQS::Queue\"", in: queue("").replacingOccurrences(of: "Queue\",", with: "Queu\","))
    }

    func testAValueInAnotherCase() throws {
        try assertMends(
            "Python3.12", "python3.12",
            in: """
                { "Resources": { "F": { "Type": "AWS::Lambda::Function", "Properties": { "Runtime" :"Python3.12",
                  "Handler": "a.b", "Role": "arn:aws:iam::123456789012:role/a", "Code": { "ZipFile": "x" } } } } }
                """)
    }

    func testNamesThatDifferInTheirNumbersAreLeftAlone() throws {
        let text = #"""
            { "Resources": { "SubnetA1": { "Type": "T::O::A" }, "B": { "Type": "T::O::A", "Properties": {
              "P": { "Ref": "SubnetA2" } } } } }
            """#
        XCTAssertEqual(try mended(text), text)
    }

    func testOfSeveralNamesThatAreAsNearNoneIsTaken() throws {
        let text = #"""
            { "Resources": { "SubnetA": { "Type": "T::O::A" }, "SubnetB": { "Type": "T::O::A" },
              "B": { "Type": "T::O::A", "Properties": { "P": { "Ref": "SubnetC" } } } } }
            """#
        XCTAssertEqual(try mended(text), text)
    }

    func testMistypedNamesInEveryFormOfAReference() throws {
        for form in [
            #"{ "Ref": "Quue" }"#, #"{ "Fn::GetAtt": ["Quue", "Arn"] }"#, #"{ "Fn::GetAtt": "Quue.Arn" }"#,
            #"{ "Fn::Sub": "a ${Quue} Quues" }"#, #"{ "Fn::Sub": ["${Quue.Arn}${x}", { "x": 1 }] }"#,
        ] {
            let text = """
                { "Resources": { "Queue": { "Type": "AWS::SQS::Queue" },
                  "B": { "Type": "T::O::A", "Properties": { "P": \(form) } } } }
                """
            let right = text.replacingOccurrences(of: "Quue\"", with: "Queue\"")
                .replacingOccurrences(of: "Quue}", with: "Queue}").replacingOccurrences(of: "Quue.", with: "Queue.")
            XCTAssertEqual(try mended(text), right)
        }
    }

    func testAMistypedAttribute() throws {
        try assertMends(
            "Arnn", "Arn",
            in: """
                { "Resources": { "Queue": { "Type": "AWS::SQS::Queue" } },
                  "Outputs": { "X": { "Value": { "Fn::GetAtt": ["Queue", "Arnn"] } } } }
                """)
    }

    func testWhatAWSSetsIsTakenOutWithItsComma() throws {
        try assertMends(#""Arn": "x", "#, "", in: queue(#""Arn": "x", "QueueName": "a""#))
        try assertMends(#", "Arn": "x""#, "", in: queue(#""QueueName": "a", "Arn": "x""#))
        try assertMends(#""Arn": "x""#, "", in: queue(#" "Arn": "x" "#))
    }

    func testAMissingDependencyIsWrittenAsTheOtherMembersAre() throws {
        func network(_ attributes: String) -> String {
            """
            { "Resources": {
              "Network": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "10.0.0.0/16" } },
              "Gateway": { "Type": "AWS::EC2::InternetGateway" },
              "Attachment": { "Type": "AWS::EC2::VPCGatewayAttachment", "Properties": {
                "VpcId": { "Ref": "Network" }, "InternetGatewayId": { "Ref": "Gateway" } } },
              "Table": { "Type": "AWS::EC2::RouteTable", "Properties": { "VpcId": { "Ref": "Network" } } },
              "Route": {
                "Type" : "AWS::EC2::Route"\(attributes),
                "Properties" : { "RouteTableId": { "Ref": "Table" }, "DestinationCidrBlock": "0.0.0.0/0",
                  "GatewayId": { "Ref": "Gateway" } } } } }
            """
        }
        XCTAssertEqual(try mended(network("")), network(",\n    \"DependsOn\" : \"Attachment\""))
        XCTAssertEqual(
            try mended(network(#", "DependsOn": "Table""#)), network(#", "DependsOn": ["Table", "Attachment"]"#))
        XCTAssertEqual(
            try mended(network(#", "DependsOn": ["Table"]"#)), network(#", "DependsOn": ["Table", "Attachment"]"#))
    }

    func testAMissingPermissionGoesIntoTheStatementAboutTheSameThing() throws {
        func function(_ actions: String) -> String {
            """
            { "Resources": {
              "Queue": { "Type": "AWS::SQS::Queue" },
              "Role": { "Type": "AWS::IAM::Role", "Properties": {
                "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow",
                  "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" }] },
                "Policies": [{ "PolicyName": "a", "PolicyDocument": { "Version": "2012-10-17", "Statement": [
                  { "Effect": "Allow", "Action": \(actions),
                    "Resource": { "Fn::GetAtt": ["Queue", "Arn"] } }] } }] } },
              "Function": { "Type": "AWS::Lambda::Function", "Properties": { "Runtime": "python3.13",
                "Handler": "a.b", "Role": { "Fn::GetAtt": ["Role", "Arn"] }, "Code": { "ZipFile": "x" } } },
              "Mapping": { "Type": "AWS::Lambda::EventSourceMapping", "Properties": {
                "EventSourceArn": { "Fn::GetAtt": ["Queue", "Arn"] }, "FunctionName": { "Ref": "Function" } } } } }
            """
        }
        XCTAssertEqual(
            try mended(function(#"["sqs:DeleteMessage", "sqs:GetQueueAttributes"]"#)),
            function(#"["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]"#))
    }

    func testWhatOverlapsIsWrittenOnce() throws {
        let text = queue(#""Arn": "x", "Arn": "y""#)
        let sources = SourceFiles(read: ["shop.json": Array(text.utf8)])
        let edit = Edit(.bytes(3..<9, at: FilePosition(path: "shop.json", line: 1)), with: "a")
        let other = Edit(.bytes(8..<12, at: FilePosition(path: "shop.json", line: 1)), with: "b")
        let changes = [edit, other].flatMap {
            sources.changes(mending: Diagnostic("unknown-property", "x", edits: [$0]))
        }
        XCTAssertEqual(changes.count, 2)
        XCTAssertEqual(changes.withoutOverlaps.map(\.replacement), ["a"])
    }

    func testALineOfSwiftIsMendedWhereTheTextStandsOnceInIt() {
        let location = SourceLocation(fileID: "Stacks/Shop.swift", line: 2)
        func change(_ line: String) -> [FileChange] {
            let sources = SourceFiles(read: ["Stacks/Shop.swift": Array("one\n\(line)\n".utf8)])
            return sources.changes(
                mending: Diagnostic(
                    "unknown-property", "x", at: .source(location),
                    edits: [Edit(.text("\"Quue\"", in: location), with: "\"Queue\"")]))
        }
        XCTAssertEqual(
            String(decoding: change("é(\"Quue\")").applied(to: Array("one\né(\"Quue\")\n".utf8)), as: UTF8.self),
            "one\né(\"Queue\")\n")
        XCTAssertEqual(change(#"("Quue", "Quue")"#), [], "nobody knows which")
        XCTAssertEqual(change("(name)"), [], "it is made elsewhere")
    }

    func testASecretIsNotToldByWhatMendsIt() {
        let sources = SourceFiles(read: ["shop.json": Array("secret".utf8)])
        let edit = Edit(.bytes(0..<6, at: FilePosition(path: "shop.json", line: 1)), with: "a")
        XCTAssertEqual(
            sources.changes(mending: Diagnostic("unknown-property", "x", edits: [edit], isConfidential: true)), [])
    }
}
