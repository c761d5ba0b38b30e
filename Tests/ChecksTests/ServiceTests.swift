import XCTest

/// What several resources have to do with each other.
final class ServiceTests: XCTestCase {
    private func found(_ resources: String) throws -> [String] {
        try diagnostics("{ \"Resources\": {\(resources)} }").map { "\($0.logicalID ?? "-") \($0.code)" }
    }

    func testSubnetsLieInTheirNetworkBesideOneAnother() throws {
        func subnets(_ first: String, _ second: String, _ more: String = "") throws -> [String] {
            try found(
                """
                "V": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "10.0.0.0/16" } },
                "A": { "Type": "AWS::EC2::Subnet", "Properties": { "VpcId": { "Ref": "V" }, "CidrBlock": "\(first)" } },
                "B": { "Type": "AWS::EC2::Subnet", "Properties": {
                  "VpcId": { "Fn::GetAtt": ["V", "VpcId"] }, "CidrBlock": "\(second)" } }\(more)
                """)
        }
        XCTAssertEqual(try subnets("10.0.0.0/24", "10.0.1.0/24"), [])
        XCTAssertEqual(try subnets("10.0.0.0/23", "10.0.1.0/24"), ["B overlapping-addresses"])
        XCTAssertEqual(try subnets("10.0.0.0/24", "10.1.0.0/24"), ["B addresses-outside-network"])
        let other = #"""
            , "More": { "Type": "AWS::EC2::VPCCidrBlock", "Properties": { "VpcId": { "Ref": "V" }, "CidrBlock": "10.1.0.0/16" } }
            """#
        XCTAssertEqual(try subnets("10.0.0.0/24", "10.1.0.0/24", other), [])
    }

    func testSizesOfGroupsAreInOrder() throws {
        func group(_ sizes: String) throws -> [String] {
            try found(
                """
                "G": { "Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": {
                  "LaunchConfigurationName": "x", "AvailabilityZones": ["eu-west-3a"], \(sizes) } }
                """)
        }
        XCTAssertEqual(try group(#""MinSize": "1", "MaxSize": "4", "DesiredCapacity": "2""#), [])
        XCTAssertEqual(try group(#""MinSize": "5", "MaxSize": "4""#), ["G capacity-order"])
        XCTAssertEqual(try group(#""MinSize": "1", "MaxSize": "4", "DesiredCapacity": "6""#), ["G capacity-order"])
    }

    func testAGroupOfNoServersCanBeUpdated() throws {
        func group(_ kept: Int, of most: Int) throws -> [String] {
            try found(
                """
                "G": { "Type": "AWS::AutoScaling::AutoScalingGroup",
                  "UpdatePolicy": { "AutoScalingRollingUpdate": { "MinInstancesInService": \(kept) } },
                  "Properties": { "LaunchConfigurationName": "x", "AvailabilityZones": ["eu-west-3a"],
                    "MinSize": "0", "MaxSize": "\(most)" } }
                """)
        }
        XCTAssertEqual(try group(0, of: 0), [])
        XCTAssertEqual(try group(1, of: 1), ["G rolling-update-capacity"])
    }

    func testAHealthCheckEndsBeforeTheNext() throws {
        func group(_ properties: String) throws -> [String] {
            try found(
                """
                "T": { "Type": "AWS::ElasticLoadBalancingV2::TargetGroup", "Properties": {
                  "Port": 80, "VpcId": "vpc-12345678", \(properties) } }
                """)
        }
        XCTAssertEqual(try group(#""Protocol": "HTTP", "HealthCheckIntervalSeconds": 10"#), [])
        XCTAssertEqual(try group(#""Protocol": "HTTP", "HealthCheckIntervalSeconds": 5"#), ["T health-check-order"])
        XCTAssertEqual(try group(#""Protocol": "HTTP", "HealthCheckTimeoutSeconds": 30"#), ["T health-check-order"])
        XCTAssertEqual(
            try group(#""Protocol": "TCP", "HealthCheckIntervalSeconds": 5"#), [], "nobody here knows its timeout")
    }

    func testAQueueHidesAMessageForAsLongAsTheFunctionWorks() throws {
        func mapping(_ queue: String, _ function: String) throws -> [String] {
            try found(
                """
                "Q": { "Type": "AWS::SQS::Queue", "Properties": { \(queue) } },
                "F": { "Type": "AWS::Lambda::Function", "Properties": {
                  "Role": "arn:aws:iam::123456789012:role/r", "Runtime": "python3.12", "Handler": "index.handler",
                  "Code": { "ZipFile": "x" }\(function) } },
                "M": { "Type": "AWS::Lambda::EventSourceMapping", "Properties": {
                  "EventSourceArn": { "Fn::GetAtt": ["Q", "Arn"] }, "FunctionName": { "Ref": "F" } } }
                """)
        }
        XCTAssertEqual(try mapping("", ""), [])
        XCTAssertEqual(try mapping("", #", "Timeout": 60"#), ["M visibility-below-timeout"])
        XCTAssertEqual(try mapping(#""VisibilityTimeout": 360"#, #", "Timeout": 60"#), [])
    }

    func testARouteWaitsForItsGateway() throws {
        func route(_ attributes: String) throws -> [String] {
            try found(
                """
                "V": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "10.0.0.0/16" } },
                "G": { "Type": "AWS::EC2::InternetGateway" },
                "T": { "Type": "AWS::EC2::RouteTable", "Properties": { "VpcId": { "Ref": "V" } } },
                "Attached": { "Type": "AWS::EC2::VPCGatewayAttachment", "Properties": {
                  "VpcId": { "Ref": "V" }, "InternetGatewayId": { "Ref": "G" } } },
                "R": { "Type": "AWS::EC2::Route", "Properties": {
                  "RouteTableId": { "Ref": "T" }, "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": { "Ref": "G" } }
                  \(attributes) }
                """)
        }
        XCTAssertEqual(try route(""), ["R missing-dependency"])
        XCTAssertEqual(try route(#", "DependsOn": "Attached""#), [])
    }

    func testWhatIsHandedOutByOthersMayBeAnyIdentifier() throws {
        let strangers = #"""
            "Kept": { "Type": "AWS::SSM::Parameter", "Properties": { "Type": "String", "Value": "svc" } },
            "Custom": { "Type": "Custom::Lookup", "Properties": {
              "ServiceToken": "arn:aws:lambda:eu-west-3:123456789012:function:lookup" } }
            """#
        for value in [
            #"{ "Fn::GetAtt": ["Kept", "Value"] }"#, #"{ "Ref": "Custom" }"#, #"{ "Fn::GetAtt": ["Custom", "Id"] }"#,
        ] {
            XCTAssertEqual(
                try found(
                    #"""
                    \#(strangers),
                    "Route": { "Type": "AWS::ApiGatewayV2::Route", "Properties": {
                      "ApiId": "a1b2c3d4e5", "RouteKey": "GET /orders", "Target": \#(value) } },
                    "Grown": { "Type": "AWS::ApplicationAutoScaling::ScalableTarget", "Properties": {
                      "MaxCapacity": 4, "MinCapacity": 1, "ResourceId": \#(value), "ServiceNamespace": "ecs",
                      "ScalableDimension": "ecs:service:DesiredCount" } },
                    "Attached": { "Type": "AWS::SecretsManager::SecretTargetAttachment", "Properties": {
                      "SecretId": "shop", "TargetType": "AWS::RDS::DBInstance", "TargetId": \#(value) } }
                    """#), [], value)
        }
    }

    func testARouteLeadsToAnIntegrationBehindItsPrefix() throws {
        func route(_ target: String) throws -> [String] {
            try found(
                #"""
                "Api": { "Type": "AWS::ApiGatewayV2::Api", "Properties": { "Name": "shop", "ProtocolType": "HTTP" } },
                "Orders": { "Type": "AWS::ApiGatewayV2::Integration", "Properties": {
                  "ApiId": { "Ref": "Api" }, "IntegrationType": "HTTP_PROXY", "IntegrationMethod": "GET",
                  "IntegrationUri": "https://orders.example.com", "PayloadFormatVersion": "1.0" } },
                "Route": { "Type": "AWS::ApiGatewayV2::Route", "Properties": {
                  "ApiId": { "Ref": "Api" }, "RouteKey": "GET /orders", "Target": \#(target) } }
                """#)
        }
        XCTAssertEqual(try route(#"{ "Fn::Join": ["", ["integrations", "/", { "Ref": "Orders" }]] }"#), [])
        XCTAssertEqual(try route(#"{ "Fn::Sub": "integrations/${Orders}" }"#), [])
        XCTAssertEqual(
            try route(#"{ "Fn::Join": ["/", ["integration", { "Ref": "Orders" }]] }"#), ["Route pattern-mismatch"])
        XCTAssertEqual(try route(#"{ "Ref": "Orders" }"#), ["Route pattern-mismatch"])
    }
}
