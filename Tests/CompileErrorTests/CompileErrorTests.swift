import XCTest

/// What must not compile, with the compiler's words for it: these are the product's error messages, as much as those
/// that synthesis prints.
final class CompileErrorTests: XCTestCase {
    /// What the programs can use.
    private static let given = """
        import AWSCloudFormation
        import AWSEC2
        import AWSIAM
        import AWSRDS
        import AWSS3
        import Constructs

        func program(
            stack: Stack, vpc: Resource<EC2.VPC>, subnet: Resource<EC2.Subnet>, role: Resource<IAM.Role>,
            bucket: Resource<S3.Bucket>, environment: Value<String>, count: Value<Int>, flag: Value<Bool>,
            isProduction: Condition, network: Network
        ) {

        """

    private static let wrong: [(about: String, code: String, error: String)] = [
        (
            "a subnet's identifier where a VPC's belongs", "_ = EC2.Subnet(vpcId: subnet.subnetId)",
            "cannot convert value of type 'Value<ID<EC2.Subnet>>' to expected argument type 'Value<ID<EC2.VPC>>'"
        ),
        (
            "a resource where its identifier belongs", "_ = EC2.Subnet(vpcId: vpc)",
            "cannot convert value of type 'Resource<EC2.VPC>' to expected argument type 'Value<ID<EC2.VPC>>'"
        ),
        (
            "an ARN where a name belongs", "_ = S3.BucketPolicy(bucket: bucket.arn, policyDocument: [:])",
            "cannot convert value of type 'Value<ARN<S3.Bucket>>' to expected argument type 'Value<Name<S3.Bucket>>'"
        ),
        (
            "a name where an ARN belongs",
            "_ = EC2.FlowLog(resourceId: .vpc(vpc.vpcId), resourceType: \"VPC\", deliverLogsPermissionArn: role.roleName)",
            "cannot convert value of type 'Value<Name<IAM.Role>>' to expected argument type 'Value<ARN<IAM.Role>>'"
        ),
        (
            "text where a number belongs", "_ = RDS.DBInstance(backupRetentionPeriod: \"7\")",
            "this is a number: leave out the quotation marks"
        ),
        (
            "a number where text belongs", "_ = RDS.DBInstance(allocatedStorage: 20)",
            "this is text: put the number in quotation marks"
        ),
        (
            "text where a flag belongs", "_ = EC2.Subnet(vpcId: vpc.vpcId, mapPublicIpOnLaunch: \"no\")",
            "this is a flag: write true or false"
        ),
        (
            "a flag's parameter where a number belongs", "_ = RDS.DBInstance(backupRetentionPeriod: flag)",
            "cannot convert value of type 'Value<Bool>' to expected argument type 'Value<Int>'"
        ),
        (
            "a type of AWS::CloudFormation looked for in the language's module",
            "_ = CloudFormation.WaitCondition(count: 1)",
            "import AWSCloudFormation, and write AWS.CloudFormation.WaitCondition"
        ),
        (
            "a type of AWS::CloudFormation without its service", "_ = CustomResource(serviceToken: \"arn\")",
            "import AWSCloudFormation, and write AWS.CloudFormation.CustomResource"
        ),
        (
            "defaults of another type than the aspect is on",
            "stack.aspect(on: S3.Bucket.self) { $0.setDefaults(EC2.VPC(cidrBlock: \"10.0.0.0/16\")) }",
            "cannot convert value of type 'EC2.VPC' to expected argument type 'S3.Bucket'"
        ),
        (
            "a problem that an aspect reports",
            "stack.aspect(on: S3.Bucket.self) { $0.report(\"a\", \"b\", fix: \"c\") }",
            "what others change later is judged too early here: report it in check(on:)"
        ),
        (
            "a required property left out", "_ = EC2.Subnet(cidrBlock: \"10.0.0.0/24\")",
            "missing argument for parameter 'vpcId' in call"
        ),
        (
            "a property that the type does not have", "_ = EC2.VPC(cidrBlock: \"10.0.0.0/16\", cidr: \"10.0.0.0/16\")",
            "extra argument 'cidr' in call"
        ),
        (
            "an attribute that the type does not have", "_ = vpc.endpointAddress",
            "property 'endpointAddress'"
        ),
        (
            "values of different kinds compared", "_ = stack.condition(\"Same\", vpc.vpcId == subnet.subnetId)",
            "cannot convert value of type 'Value<ID<EC2.Subnet>>' to expected argument type 'Value<ID<EC2.VPC>>'"
        ),
        (
            "a number compared with text", "_ = stack.condition(\"Two\", count == \"2\")",
            "this is a number: leave out the quotation marks"
        ),
        (
            "a condition without a name in Fn::If",
            "let days: Value<Int> = .if(environment == \"prod\", 14, else: 1); _ = days",
            "cannot convert value of type 'ConditionExpression' to expected argument type 'Condition'"
        ),
        (
            "a condition decided in Swift", "if environment == \"prod\" { print(\"prod\") }",
            "Swift cannot decide by a value that only a deployment knows: declare stack.condition(\"Name\", a == b)"
        ),
        (
            "a difference decided in Swift", "let days = environment != \"prod\" ? 1 : 14; print(days)",
            "Swift cannot decide by a value that only a deployment knows: declare stack.condition(\"Name\", a != b)"
        ),
        (
            "a number decided by in Swift", "if count == 2 { print(2) }",
            "Swift cannot decide by a value that only a deployment knows"
        ),
        (
            "text put together with +", "_ = EC2.VPC(cidrBlock: \"10.\" + environment)",
            "write values into the text instead: \"\\(a)\\(b)\""
        ),
        (
            "text put together with + and a Swift string",
            "let prefix = \"10.\"; _ = EC2.VPC(cidrBlock: environment + prefix)",
            "write values into the text instead: \"\\(a)\\(b)\""
        ),
        (
            "a Swift string where a value belongs", "let cidr = \"10.0.0.0/16\"; _ = EC2.VPC(cidrBlock: cidr)",
            "cannot convert value of type 'String' to expected argument type 'Value<String>'"
        ),
        (
            "an array of Swift strings where a list belongs",
            "let ids = [\"subnet-1\"]; _ = RDS.DBSubnetGroup(dbSubnetGroupDescription: \"d\", subnetIds: List(ids))",
            "make values of them first: List(texts.map { Value($0) })"
        ),
        (
            "an array of Swift numbers where a list belongs",
            "let days = [1, 7]; let list: List<Value<Int>> = List(days); _ = list",
            "make values of them first: List(numbers.map { Value($0) })"
        ),
        (
            "the two sides of Fn::If of different kinds",
            "let size: Value<Int> = .if(isProduction, 14, else: \"1\"); _ = size",
            "this is a number: leave out the quotation marks"
        ),
        (
            "a constant that an enumeration does not have",
            "_ = EC2.VPCEndpoint(vpcId: vpc.vpcId, serviceName: \"s3\", vpcEndpointType: .gatway)",
            "has no member 'gatway'"
        ),
        (
            "one enumeration's constant where another's belongs",
            "let kind: Value<EC2.VPCEndpoint.VpcEndpointType> = .gateway; _ = EC2.VPC(instanceTenancy: kind.self)",
            "cannot convert value of type 'Value<EC2.VPCEndpoint.VpcEndpointType>' to expected argument type"
        ),
        (
            "a list of the wrong elements",
            "_ = RDS.DBSubnetGroup(dbSubnetGroupDescription: \"d\", subnetIds: [vpc.vpcId])",
            "cannot convert value of type 'Value<ID<EC2.VPC>>' to expected element type 'Value<ID<EC2.Subnet>>'"
        ),
        (
            "one value where a list belongs",
            "_ = RDS.DBSubnetGroup(dbSubnetGroupDescription: \"d\", subnetIds: subnet.subnetId)",
            "cannot convert value of type 'Value<ID<EC2.Subnet>>' to expected argument type 'List<Value<ID<EC2.Subnet>>>'"
        ),
        (
            "a number for a tag", "_ = EC2.VPC(cidrBlock: \"10.0.0.0/16\", tags: [\"Floor\": 3])",
            "this is text: put the number in quotation marks"
        ),
        (
            "a parameter of one type as another's",
            "let id = stack.parameter(\"Subnet\", .id(of: EC2.Subnet.self)); _ = EC2.Subnet(vpcId: id)",
            "cannot convert value of type 'Value<ID<EC2.Subnet>>' to expected argument type 'Value<ID<EC2.VPC>>'"
        ),
        (
            "a value's text before it is deployed", "let name: String = \"shop-\\(environment)\"; print(name)",
            "call can throw, but it is not marked with 'try'"
        ),
        (
            "a default of another type", "_ = stack.parameter(\"Days\", .integer, default: \"7\")",
            "this is a number: leave out the quotation marks"
        ),
        (
            "the identifier of a type that no parameter can have",
            "_ = stack.parameter(\"Role\", .id(of: IAM.Role.self))",
            "requires that 'IAM.Role' conform to 'ParameterIdentifiable'"
        ),
        (
            "the identifier of a key pair, which parameters know by its name",
            "_ = stack.parameter(\"Key\", .id(of: EC2.KeyPair.self))",
            "parameters give the name of such a resource, not its identifier: write .name(of:)"
        ),
        (
            "a resource where a construct takes the identifier of any, this app's or not",
            "_ = SecurityGroup(in: stack, vpc: vpc, description: \"d\", name: \"n\")",
            "cannot convert value of type 'Resource<EC2.VPC>' to expected argument type 'Value<ID<EC2.VPC>>'"
        ),
        (
            "a range of addresses that only a deployment knows",
            "_ = Network(in: stack, name: \"n\", cidr: environment)",
            "cannot convert value of type 'Value<String>' to expected argument type 'String'"
        ),
    ]

    private static let right = """
            let days: Value<Int> = .if(isProduction, 14, else: 1)
            _ = stack.add("DB", RDS.DBInstance(allocatedStorage: count.text, backupRetentionPeriod: days))
            _ = stack.add("S", EC2.Subnet(vpcId: "vpc-0abc", mapPublicIpOnLaunch: flag, tags: ["Name": "\\(environment)-s"]))
            _ = stack.condition("Two", count == 2 || environment == "prod" && !isProduction)
            _ = stack.add("E", EC2.VPCEndpoint(vpcId: vpc.vpcId, serviceName: "s3", vpcEndpointType: .gateway))
            let id = stack.parameter("Vpc", .id(of: EC2.VPC.self))
            let key = stack.parameter("Key", .name(of: EC2.KeyPair.self))
            let group = stack.parameter("Group", .id(of: EC2.SecurityGroup.self))
            let groupName = stack.parameter("GroupName", .name(of: EC2.SecurityGroup.self))
            _ = EC2.Instance(keyName: key, securityGroupIds: [group], securityGroups: [groupName])
            let ids = ["a", "b"]
            let values: [List<Value<String>>] = [List(ids.map { Value($0) }), List(ids.map { "\\(environment)-\\($0)" }), List(["a"])]
            let documents: [JSON] = [JSON(ids[0]), JSON(ids.count), JSON(true), JSON(0.5), JSON("\\(environment)"), JSON(values[0])]
            _ = documents
            _ = RDS.DBSubnetGroup(dbSubnetGroupDescription: "d", subnetIds: [subnet.subnetId, "subnet-0abc"])
            _ = S3.BucketPolicy(bucket: bucket.bucketName, policyDocument: ["Resource": "\\(bucket.arn)/*", "Vpc": JSON(id)])
            _ = network.isolatedTier.subnetIds[0]
            let handle = stack.add("Handle", AWS.CloudFormation.WaitConditionHandle())
            _ = AWS.CloudFormation.WaitCondition(count: 1, handle: handle.ref, timeout: "600")
            let custom = stack.add("Custom", AWS.CloudFormation.CustomResource(serviceToken: "arn:aws:sns:x"))
            let answer: Value<String> = custom.attribute("Answer"); _ = answer
            let url: Value<String> = stack.output("Url", "https://\\(environment).example.com"); _ = url
        """

    func testWrongProgramsDoNotCompileAndRightOnesDo() throws {
        let programs = Self.wrong.map(\.code) + [Self.right]
        let errors = try TypeChecker().errors(in: programs, given: Self.given)
        for (wrong, errors) in zip(Self.wrong, errors) {
            XCTAssertTrue(
                errors.contains { $0.contains(wrong.error) },
                """

                \(wrong.about): \(wrong.code)
                must not compile: \(wrong.error)
                the compiler says: \(errors.isEmpty ? "nothing" : errors.joined(separator: "\n                  "))
                """)
        }
        XCTAssertEqual(errors.last, [], "the right program must compile, or the others fail for another reason")
    }
}
