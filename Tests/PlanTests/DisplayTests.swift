import XCTest

@testable import Plan

/// What people read.
final class DisplayTests: DisplayTestCase {
    func testWhatFollowsIsToldWithItsCause() throws {
        XCTAssertEqual(
            text(try plan(network("10.0.0.0/16"), network("10.1.0.0/16"))),
            """
            ± Net  AWS::EC2::VPC  is replaced
                here
                CidrBlock  10.0.0.0/16 → 10.1.0.0/16  replaces it

            ± Group  AWS::EC2::SecurityGroup  is replaced
                here
                VpcId  Net  another value, since Net is replaced; replaces it

            ~ Launch  AWS::EC2::LaunchTemplate  is updated in place
                here
                LaunchTemplateData/SecurityGroupIds[0]  Group.GroupId  another value, since Group is replaced

            ~ updated in place   ± replaced
            Plan: 1 to update, 2 to replace
            """)
    }

    func testATextOfSeveralLinesIsComparedLineByLine() throws {
        let shown = text(try plan(network("10.0.0.0/16"), network("10.0.0.0/16", " --fast")))
        XCTAssertTrue(
            shown.contains(
                """
                    LaunchTemplateData/UserData
                      @@ line 1, now line 1 @@
                        #!/bin/sh
                      - start
                      + start --fast
                        serve
                """), shown)
    }

    func testWhatOnlyTheStackKnowsTouchesNothing() throws {
        let bucket = #""Bucket": { "Type": "AWS::S3::Bucket" }"#
        let kept = #""Bucket": { "Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain" }"#
        XCTAssertEqual(
            text(try plan(bucket, kept)),
            """
            = Bucket  AWS::S3::Bucket  is not touched
                here
                DeletionPolicy  + Retain

            = not touched
            Plan: no resource is touched
            """)
    }

    func testFilesAreToldApartByTheBeginningOfTheirHashes() throws {
        func function(_ digit: Character) -> String {
            let hash = String(repeating: digit, count: 64)
            return """
                "Hello": { "Type": "AWS::Lambda::Function", "Properties": { "Role": "r", "Code": {
                  "S3Bucket": "b", "S3Key": "dev/functions/hello.\(hash).zip" } } }
                """
        }
        let shown = text(try plan(function("a"), function("b")))
        XCTAssertTrue(
            shown.contains(
                "    Code/S3Key  dev/functions/hello.aaaaaaaaaaaa….zip → dev/functions/hello.bbbbbbbbbbbb….zip\n"),
            shown)
    }

    func testLongValuesAreCutForPeopleOnly() throws {
        func parameter(_ letter: String) -> String {
            """
            "Text": { "Type": "AWS::SSM::Parameter", "Properties": { "Type": "String",
              "Value": "\(String(repeating: letter, count: 3_000))" } }
            """
        }
        let plan = try plan(parameter("a"), parameter("b"))
        XCTAssertLessThan(text(plan).count, 1_500)
        XCTAssertTrue(plan.json { _ in "here" }.contains(String(repeating: "b", count: 3_000)))
    }

    func testWhatIsAddedOnlyPerhapsIsCountedApart() throws {
        let both = #""A": { "Type": "AWS::SNS::Topic" }, "B": { "Type": "AWS::SNS::Topic", "Condition": "IsOpen" }"#
        let shown = text(try plan("", both))
        XCTAssertTrue(shown.hasSuffix("Plan: 1 to add, 1 may be added"), shown)
    }

    func testANameThatIsTakenIsSaid() throws {
        func role(_ path: String) -> String {
            """
            "Role": { "Type": "AWS::IAM::Role", "Properties": { "RoleName": "worker", "Path": "\(path)",
              "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [] } } }
            """
        }
        let shown = text(try plan(role("/"), role("/shop/")))
        XCTAssertTrue(shown.contains("note: it is refused: worker is taken as long as the old one is there"), shown)
    }

    func testWhatNobodyCanDecideMayComeOrGo() throws {
        let always = #""Bucket": { "Type": "AWS::S3::Bucket" }"#
        let sometimes = #""Bucket": { "Type": "AWS::S3::Bucket", "Condition": "IsOpen" }"#
        let forth = text(try plan(always, sometimes))
        XCTAssertTrue(forth.contains("- Bucket  AWS::S3::Bucket  may be removed with its data"), forth)
        let back = text(try plan(sometimes, always))
        XCTAssertTrue(back.contains("+ Bucket  AWS::S3::Bucket  may be added"), back)
        XCTAssertEqual(text(try plan(sometimes, sometimes)), "Plan: nothing changes")
    }

    func testAnEmptyDatabaseIsNoneEvenWhereTheOldOneIsKept() throws {
        func database(_ isEncrypted: Bool) -> String {
            """
            "Data": { "Type": "AWS::RDS::DBInstance", "UpdateReplacePolicy": "Retain", "Properties": {
              "Engine": "mysql", "DBInstanceClass": "db.t3.micro", "StorageEncrypted": \(isEncrypted) } }
            """
        }
        let plan = try plan(database(false), database(true))
        XCTAssertTrue(plan.resources[0].losesData)
        XCTAssertTrue(
            text(plan).contains("is replaced by an empty one; the old one is left behind as it is"), text(plan))
    }

    // MARK: - Data

    func testADatabaseThatIsRestoredOrAReplicaIsNotCalledEmpty() throws {
        func headline(_ old: String, _ new: String) throws -> String {
            String(try XCTUnwrap(text(try plan(database(old), database(new))).split(separator: "\n").first))
        }
        let restored = try headline(#""DBSnapshotIdentifier": "snap-a""#, #""DBSnapshotIdentifier": "snap-b""#)
        XCTAssertTrue(restored.hasSuffix("is replaced by one restored from snap-b; the old one's data goes"), restored)
        let replica = try headline(
            #""SourceDBInstanceIdentifier": "primary""#, #""SourceDBInstanceIdentifier": "other""#)
        XCTAssertTrue(replica.hasSuffix("is replaced by a replica of other; the old one's data goes"), replica)
        let empty = try headline(#""DBSnapshotIdentifier": "snap-a""#, #""DBSnapshotIdentifier": "", "DBName": "x""#)
        XCTAssertTrue(empty.contains("by an empty one: its data goes with it"), empty)
    }

    func testWhatFollowsARenamingFollowsAReplacement() throws {
        func function(_ name: String) -> String {
            """
            "Fn": { "Type": "AWS::Lambda::Function", "Properties": { "FunctionName": "\(name)", "Role": "r",
              "Code": { "ZipFile": "x" }, "Handler": "i.h", "Runtime": "python3.12" } },
            "Version": { "Type": "AWS::Lambda::Version", "Properties": { "FunctionName": { "Ref": "Fn" } } }
            """
        }
        let shown = text(try plan(function("a"), function("b")))
        XCTAssertTrue(
            shown.contains("FunctionName  Fn  another value, since Fn is replaced; replaces it"), shown)
    }

    // MARK: - Lists

    func testElementsAreCalledByTheirNames() throws {
        func tagged(_ value: String) -> String {
            """
            "Net": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "10.0.0.0/16",
              "Tags": [{ "Key": "Stage", "Value": "x" }, { "Key": "Name", "Value": "\(value)" }] } }
            """
        }
        let shown = text(try plan(tagged("a"), tagged("b")))
        XCTAssertTrue(shown.contains("    Tags[Name]  a → b\n"), shown)
    }

    func testAnElementInThePlaceOfAnotherIsOneLine() throws {
        func table(_ key: String) -> String {
            """
            "Table": { "Type": "AWS::DynamoDB::Table", "Properties": { "BillingMode": "PAY_PER_REQUEST",
              "AttributeDefinitions": [{ "AttributeName": "\(key)", "AttributeType": "S" }],
              "KeySchema": [{ "AttributeName": "\(key)", "KeyType": "HASH" }] } }
            """
        }
        let shown = text(try plan(table("pk"), table("id")), width: 200)
        XCTAssertTrue(
            shown.contains(
                "KeySchema[0]             {AttributeName: pk, KeyType: HASH} → {AttributeName: id, KeyType: HASH}"),
            shown)
        XCTAssertEqual(shown.split(separator: "\n").count { $0.contains("another primary key") }, 1, shown)
        func cluster(_ subnets: String...) -> String {
            """
            "Kafka": { "Type": "AWS::MSK::Cluster", "Properties": { "BrokerNodeGroupInfo": {
              "ClientSubnets": [\(subnets.map { "\"\($0)\"" }.joined(separator: ", "))] } } }
            """
        }
        let moved = text(try plan(cluster("a", "b"), cluster("c", "d")))
        XCTAssertTrue(
            moved.contains(
                """
                    BrokerNodeGroupInfo/ClientSubnets[0]  a → c  replaces it
                    BrokerNodeGroupInfo/ClientSubnets[1]  b → d  replaces it
                """), moved)
    }

    func testAnotherOrderIsCalledThat() throws {
        func group(_ policies: String) -> String {
            #""Group": { "Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": { "TerminationPolicies": [\#(policies)] } }"#
        }
        let shown = text(try plan(group(#""OldestInstance", "Default""#), group(#""Default", "OldestInstance""#)))
        XCTAssertTrue(shown.contains("TerminationPolicies  in another order"), shown)
    }
}
