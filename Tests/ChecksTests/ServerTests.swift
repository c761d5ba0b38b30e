import Diagnostics
import XCTest

/// What servers run at their first start, and what waits for their signals.
final class ServerTests: XCTestCase {
    private func codes(
        _ script: String, metadata: String = "", policy: String = "", isEncoded: Bool = true
    ) throws -> [String] {
        let data = isEncoded ? #"{ "Fn::Base64": \#(script) }"# : script
        return try diagnostics(
            #"""
            { "Resources": { "Web": { "Type": "AWS::EC2::Instance", "Properties": {
              "ImageId": "ami-0abcdef1234567890", "SubnetId": "subnet-0abcdef1234567890",
              "UserData": \#(data) }\#(metadata)\#(policy) } } }
            """#
        ).map(\.code)
    }

    private func sub(_ script: String) -> String { #"{ "Fn::Sub": "\#(script)" }"# }

    private let waiting = #", "CreationPolicy": { "ResourceSignal": { "Timeout": "PT5M" } }"#

    func testUserDataSayWhatRunsThem() throws {
        XCTAssertEqual(try codes(sub(#"#!/bin/bash\nyum update -y"#)), [])
        XCTAssertEqual(try codes(sub(#"\n#cloud-config\nruncmd: []"#)), [])
        XCTAssertEqual(try codes(sub("Content-Type: multipart/mixed")), [])
        XCTAssertEqual(try codes(sub("role=web")), [], "settings that something in the image reads")
        XCTAssertEqual(try codes(sub(#"yum update -y\n"#)), ["user-data-script"])
        XCTAssertEqual(try codes(sub(#"# install\nsudo yum update -y\n"#)), ["user-data-script"])
    }

    func testWhatIsPutTogetherIsEncodedToo() throws {
        XCTAssertEqual(try codes(sub("#!/bin/sh"), isEncoded: false), ["user-data-encoding"])
        XCTAssertEqual(
            try codes(##"{ "Fn::Join": ["", ["#!/bin/sh", "\n", { "Ref": "AWS::Region" }]] }"##, isEncoded: false),
            ["user-data-encoding"])
        XCTAssertEqual(try codes(##""#!/bin/sh""##, isEncoded: false), ["user-data-encoding"], "once")
    }

    func testUserDataHaveSixteenKibibytes() throws {
        let line = String(repeating: "#", count: 127) + #"\n"#
        XCTAssertEqual(try codes(sub("#!/bin/sh " + String(repeating: line, count: 127))), [])
        XCTAssertEqual(try codes(sub("#!/bin/sh " + String(repeating: line, count: 128))), ["wrong-length"])
    }

    func testConfigSetsAreThere() throws {
        func codes(_ options: String, _ sets: String = #""configSets": { "all": ["a"] }, "a": {}"#) throws -> [String] {
            try self.codes(
                sub(#"#!/bin/sh\ncfn-init -s ${AWS::StackId} \#(options)\n"#),
                metadata: #", "Metadata": { "AWS::CloudFormation::Init": { \#(sets) } }"#)
        }
        XCTAssertEqual(try codes("-r Web -c all"), [])
        XCTAssertEqual(try codes("--resource=Web --configsets='all'"), [])
        XCTAssertEqual(try codes("-r Web -c all,b"), ["server-configuration"])
        XCTAssertEqual(try codes("-r Web"), ["server-configuration"], "there is no default")
        XCTAssertEqual(try codes("-r Web", #""config": {}"#), [])
        XCTAssertEqual(try codes("-r Web", #""a": {}"#), ["server-configuration"])
        XCTAssertEqual(try codes("-r $RESOURCE -c b"), [], "nobody knows which")
        XCTAssertEqual(try codes("-r Web -c ${AWS::Region}"), [])
        XCTAssertEqual(
            try codes("-r Web -c all", #""configSets": { "all": ["a", { "ConfigSet": "b" }] }, "a": {}"#),
            ["server-configuration"])
    }

    func testWhatWaitsIsSignalled() throws {
        func codes(_ script: String, count: String = "") throws -> [String] {
            try self.codes(
                sub(#"#!/bin/sh\n\#(script)\n"#),
                policy: #", "CreationPolicy": { "ResourceSignal": { "Timeout": "PT5M"\#(count) } }"#)
        }
        let signal = "cfn-signal -e $? --stack ${AWS::StackName} --resource"
        XCTAssertEqual(try codes("\(signal) Web"), [])
        XCTAssertEqual(try codes("\(signal) Other"), ["missing-signal"])
        XCTAssertEqual(try codes(#"\#(signal) Other\n\#(signal) Web"#), [])
        XCTAssertEqual(try codes("cfn-signal -e 0 --stack other --resource Other"), [], "another stack's")
        XCTAssertEqual(try codes("yum update -y"), ["missing-signal"])
        XCTAssertEqual(try codes("yum update -y", count: #", "Count": 0"#), [])
        XCTAssertEqual(try codes("./start ${AWS::StackName}"), [], "which may do it")
        XCTAssertEqual(
            try codes("aws cloudformation signal-resource --logical-resource-id $ID --status SUCCESS"), [])
        XCTAssertEqual(try codes("\(signal) Web", count: #", "Count": 2"#), ["signal-count"])
    }

    func testAHandleIsToldSomebody() throws {
        func codes(_ others: String, count: String = "") throws -> [String] {
            try diagnostics(
                #"""
                { "Resources": { "Handle": { "Type": "AWS::CloudFormation::WaitConditionHandle" },
                  "Wait": { "Type": "AWS::CloudFormation::WaitCondition", "Properties": {
                    "Handle": { "Ref": "Handle" }, "Timeout": "60"\#(count) } } }\#(others) }
                """#
            ).map(\.code)
        }
        XCTAssertEqual(try codes(""), ["missing-signal"])
        XCTAssertEqual(try codes("", count: #", "Count": 0"#), [])
        XCTAssertEqual(try codes(#", "Outputs": { "Address": { "Value": { "Ref": "Handle" } } }"#), [])
    }
}
