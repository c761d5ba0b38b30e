import Checks
import Diagnostics
import XCTest

/// Policies and permissions: what is known to be wrong, and what nobody can know.
final class AccessTests: XCTestCase {
    /// The codes of what is found in a role with a statement of its own.
    private func codes(
        ofStatement statement: String, _ resources: String = "", _ sections: String = ""
    ) throws
        -> [String]
    {
        try diagnostics(
            """
            { "Resources": { \(resources) "Role": { "Type": "AWS::IAM::Role", "Properties": {
              "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow",
                "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" }] },
              "Policies": [{ "PolicyName": "own", "PolicyDocument": {
                "Version": "2012-10-17", "Statement": [\(statement)] } }] } } }\(sections) }
            """
        ).map(\.code)
    }

    private func codes(
        allowing action: String, on resource: String, _ resources: String = "", _ sections: String = ""
    )
        throws -> [String]
    {
        try codes(
            ofStatement: #"{ "Effect": "Allow", "Action": "\#(action)", "Resource": \#(resource) }"#, resources,
            sections)
    }

    func testActionsExistWhateverTheirCase() throws {
        XCTAssertEqual(try codes(allowing: "sqs:sendmessage", on: #""*""#), [])
        XCTAssertEqual(try codes(allowing: "SQS:SendMessage", on: #""*""#), [])
        XCTAssertEqual(try codes(allowing: "sqs:SendMesage", on: #""*""#), ["unknown-action"])
        XCTAssertEqual(try codes(allowing: "sqs:Send*", on: #""*""#), [])
        XCTAssertEqual(try codes(allowing: "sqs:?endMessage", on: #""*""#), [])
        XCTAssertEqual(try codes(allowing: "sqs:Post*", on: #""*""#), ["unknown-action"])
        XCTAssertEqual(try codes(allowing: "*", on: #""*""#), [])
    }

    func testAnActionThatMayBeNewIsAWarning() throws {
        let found = try diagnostics(
            """
            { "Resources": { "Policy": { "Type": "AWS::IAM::ManagedPolicy", "Properties": { "PolicyDocument": {
              "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Resource": "*",
                "Action": ["sqs:ReceiveMesage", "sqs:TransmogrifyEverything"] }] } } } } }
            """)
        XCTAssertEqual(found.map(\.severity), [.error, .warning])
        XCTAssertEqual(found[0].fix, "did you mean sqs:receivemessage?")
    }

    func testActionsFitWhatTheyAreAllowedOn() throws {
        let bucket = #""Bucket": { "Type": "AWS::S3::Bucket" },"#
        let arn = #"{ "Fn::GetAtt": ["Bucket", "Arn"] }"#
        let objects = #"{ "Fn::Sub": "${Bucket.Arn}/*" }"#
        XCTAssertEqual(try codes(allowing: "s3:GetObject", on: arn, bucket), ["action-resource"])
        XCTAssertEqual(try codes(allowing: "s3:GetObject", on: objects, bucket), [])
        XCTAssertEqual(try codes(allowing: "s3:ListBucket", on: objects, bucket), ["action-resource"])
        XCTAssertEqual(try codes(allowing: "s3:ListBucket", on: arn, bucket), [])
        XCTAssertEqual(try codes(allowing: "s3:GetObject", on: "[\(arn), \(objects)]", bucket), [])
        XCTAssertEqual(
            try codes(
                allowing: "s3:GetObject", on: #"{ "Fn::Join": ["", ["arn:aws:s3:::", { "Ref": "Bucket" }]] }"#, bucket),
            ["action-resource"])
    }

    func testWhatOnlyADeploymentKnowsIsPassedOver() throws {
        let parameter = #", "Parameters": { "Name": { "Type": "String" } }"#
        for resource in [
            #"{ "Ref": "Name" }"#, #"{ "Fn::Sub": "arn:aws:s3:::${Name}" }"#, #"{ "Fn::ImportValue": "bucket" }"#,
            #""arn:aws:s3:::${aws:PrincipalTag/bucket}""#,
        ] {
            XCTAssertEqual(
                try codes(allowing: "s3:GetObject", on: resource, "", parameter).filter { $0 != "unused-parameter" },
                [], resource)
        }
    }

    func testBothBranchesOfAConditionAreRead() throws {
        let condition = #", "Conditions": { "C": { "Fn::Equals": [{ "Ref": "AWS::Region" }, "eu-west-3"] } }"#
        let right = #"{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }"#
        let wrong = #"{ "Effect": "allow", "Action": "s3:GetObject", "Resource": "*" }"#
        func codes(_ one: String, _ other: String) throws -> [String] {
            try self.codes(ofStatement: #"{ "Fn::If": ["C", \#(one), \#(other)] }"#, "", condition)
        }
        XCTAssertEqual(try codes(right, wrong), ["policy-grammar"])
        XCTAssertEqual(try codes(right, #"{ "Ref": "AWS::NoValue" }"#), [])
    }

    func testAPolicyMayBeAText() throws {
        func codes(_ text: String) throws -> [String] {
            try diagnostics(
                """
                { "Resources": { "Policy": { "Type": "AWS::Logs::ResourcePolicy", "Properties": {
                  "PolicyName": "own", "PolicyDocument": \(text) } } } }
                """
            ).map(\.code)
        }
        let service = #"\"Principal\": {\"Service\": \"route53.amazonaws.com\"}, \"Resource\": \"${Resource}\""#
        XCTAssertEqual(
            try codes(
                #"{ "Fn::Sub": ["{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"logs:PutLogEvents\", \#(service)}]}", { "Resource": "*" }] }"#
            ), [])
        XCTAssertEqual(
            try codes(
                #""{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"logs:PutLogEvent\", \"Principal\": \"*\"}]}""#
            ),
            ["unknown-action"])
        XCTAssertEqual(try codes(#""{\"Statement\": [}""#), ["json-text"])
        XCTAssertEqual(
            try codes(#"{ "Fn::Sub": "{\"Statement\": [${AWS::StackName}]}" }"#), [], "it may be a statement")
    }

    // MARK: - Permissions

    /// A function that a queue's messages are given to, with a role that has these properties besides.
    private func wiring(
        _ properties: String, _ resources: String = "", role: String = #"{ "Fn::GetAtt": ["Role", "Arn"] }"#
    )
        throws -> [String]
    {
        try diagnostics(
            """
            { "Parameters": { "Other": { "Type": "String" } }, "Resources": { \(resources)
              "Queue": { "Type": "AWS::SQS::Queue", "Properties": { "QueueName": { "Ref": "Other" } } },
              "Role": { "Type": "AWS::IAM::Role", "Properties": {
                "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow",
                  "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" }] }\(properties) } },
              "Function": { "Type": "AWS::Lambda::Function", "Properties": { "Role": \(role),
                "Runtime": "python3.13", "Handler": "index.handler", "Code": { "ZipFile": "pass" } } },
              "Source": { "Type": "AWS::Lambda::EventSourceMapping", "Properties": {
                "FunctionName": { "Ref": "Function" },
                "EventSourceArn": { "Fn::GetAtt": ["Queue", "Arn"] } } } } }
            """
        ).map(\.code)
    }

    private func policy(_ statement: String) -> String {
        #", "Policies": [{ "PolicyName": "own", "PolicyDocument": { "Version": "2012-10-17", "Statement": [\#(statement)] } }]"#
    }

    func testARoleMayDoWhatItsWiringNeeds() throws {
        let actions = #"["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]"#
        XCTAssertEqual(try wiring(""), ["missing-permission"])
        XCTAssertEqual(
            try wiring(
                policy(#"{ "Effect": "Allow", "Action": \#(actions), "Resource": { "Fn::GetAtt": ["Queue", "Arn"] } }"#)
            ),
            [])
        XCTAssertEqual(
            try wiring(policy(#"{ "Effect": "Allow", "Action": "sqs:*", "Resource": "arn:aws:sqs:*:*:orders" }"#)), [],
            "the queue may be called so")
        XCTAssertEqual(
            try wiring(policy(#"{ "Effect": "Allow", "NotAction": "sqs:ReceiveMessage", "Resource": "*" }"#)),
            ["missing-permission"])
        XCTAssertEqual(
            try wiring(policy(#"{ "Effect": "Deny", "Action": "sqs:*", "Resource": "*" }"#)), ["missing-permission"])
        XCTAssertEqual(
            try wiring(
                policy(#"{ "Effect": "Allow", "Action": \#(actions), "Resource": { "Fn::GetAtt": ["Dead", "Arn"] } }"#),
                #""Dead": { "Type": "AWS::SQS::Queue" },"#),
            ["missing-permission"])
    }

    func testARoleOfWhichNotAllIsKnownIsPassedOver() throws {
        XCTAssertEqual(try wiring(#", "ManagedPolicyArns": [{ "Ref": "Other" }]"#), [])
        XCTAssertEqual(try wiring(#", "ManagedPolicyArns": ["arn:aws:iam::111122223333:policy/shop"]"#), [])
        XCTAssertEqual(try wiring("", role: #"{ "Ref": "Other" }"#), [])
        XCTAssertEqual(
            try wiring(
                "",
                #""Custom": { "Type": "Custom::Grant", "Properties": { "ServiceToken": "arn:aws:lambda:eu-west-3:111122223333:function:grant", "Role": { "Ref": "Role" } } },"#
            ), [])
        let attached =
            #"{ "Type": "AWS::IAM::Policy", "Properties": { "PolicyName": "x", "Roles": [%], "PolicyDocument": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "sqs:*", "Resource": "*" }] } } }"#
        XCTAssertEqual(
            try wiring("", #""Policy": \#(attached.replacing("%", with: #"{ "Ref": "Other" }"#)),"#), [],
            "it may be the role's name")
        XCTAssertEqual(
            try wiring(
                "",
                #""Policy": \#(attached.replacing("%", with: #"{ "Ref": "Second" }"#)), "Second": { "Type": "AWS::IAM::Role", "Properties": { "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "sts:AssumeRole" }] } } },"#
            ), ["missing-permission"])
    }

    func testStacksThatNestEachOtherAreReadOnce() throws {
        let text =
            #"{ "Resources": { "Inner": { "Type": "AWS::CloudFormation::Stack", "Properties": { "TemplateURL": "shop.json" } } } }"#
        XCTAssertEqual(try diagnostics(text).map(\.code), [])
    }

    func testWhatAWSNamesNobodyWritesOut() throws {
        func codes(_ resource: String, name: String = "", group: String = "") throws -> [String] {
            try diagnostics(
                """
                { "Resources": { "Queue": { "Type": "AWS::SQS::Queue"\(name) }, "Role": { "Type": "AWS::IAM::Role",
                  "Properties": { "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [{
                    "Effect": "Allow", "Principal": { "Service": "events.amazonaws.com" },
                    "Action": "sts:AssumeRole" }] }, "Policies": [{ "PolicyName": "own", "PolicyDocument": {
                    "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "sqs:SendMessage",
                    "Resource": "arn:aws:sqs:eu-west-3:111122223333:\(resource)" }] } }] } },
                  "Rule": { "Type": "AWS::Events::Rule", "Properties": { "ScheduleExpression": "rate(1 day)",
                    "Targets": [{ "Id": "a", "Arn": { "Fn::GetAtt": ["Queue", "Arn"] },
                      "RoleArn": { "Fn::GetAtt": ["Role", "Arn"] }\(group) }] } } } }
                """
            ).map(\.code)
        }
        XCTAssertEqual(try codes("orders"), ["missing-permission"])
        XCTAssertEqual(try codes("orders-*"), [], "the stack may be called so")
        XCTAssertEqual(try codes("*"), [])
        XCTAssertEqual(try codes("orders", name: #", "Properties": { "QueueName": "orders" }"#), [])
        XCTAssertEqual(
            try codes(
                "orders.fifo", name: #", "Properties": { "FifoQueue": true, "QueueName": "orders.fifo" }"#,
                group: #", "SqsParameters": { "MessageGroupId": "all" }"#), [])
    }

    func testAPolicyIsNotLongerThanAllowed() throws {
        func codes(_ count: Int) throws -> [String] {
            let names = (0..<count).map { #""arn:aws:sqs:eu-west-3:111122223333:orders-\#(1000 + $0)""# }
            return try self.codes(
                ofStatement: """
                    { "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": [\(names.joined(separator: ", "))] }
                    """)
        }
        XCTAssertEqual(try codes(200), [])
        XCTAssertEqual(try codes(220), ["wrong-length"])
    }

    func testSomeOperatorsKnowWildcards() throws {
        func codes(_ condition: String) throws -> [String] {
            try self.codes(
                ofStatement: #"{ "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": { \#(condition) } }"#)
        }
        XCTAssertEqual(try codes(#""StringLike": { "aws:userid": "AIDA*" }"#), [])
        XCTAssertEqual(try codes(#""ArnEquals": { "aws:PrincipalArn": "arn:aws:iam::*:role/a" }"#), [])
        XCTAssertEqual(try codes(#""StringEquals": { "aws:userid": "a${*}b" }"#), [], "this is the letter itself")
        XCTAssertEqual(
            try codes(#""ForAnyValue:StringEquals": { "aws:PrincipalOrgPaths": ["o-a/*"] }"#), ["policy-condition"])
    }
}
