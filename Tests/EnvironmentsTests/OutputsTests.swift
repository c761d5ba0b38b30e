import AWSAccessTesting
import EnvironmentsTesting
import Terminal
import XCTest

@testable import Environments

final class OutputsTests: XCTestCase {
    private func outputs(_ values: [String: String]) async throws -> StackOutputs {
        let aws = FakeAWS()
        aws.on("cloudformation describe-stacks", stackJSON("CREATE_COMPLETE", outputs: values))
        return try await StackOutputs.read(Fixture.environment(), with: aws.cli())
    }

    func testFormats() async throws {
        let outputs = try await outputs(["S3BucketName": "lake", "LoadBalancerDNSName": "web.example/x?a=1&b"])
        XCTAssertEqual(outputs["S3BucketName"], "lake")
        XCTAssertEqual(
            outputs.table().lines(),
            ["Output               Value", "LoadBalancerDNSName  web.example/x?a=1&b", "S3BucketName         lake"])
        XCTAssertEqual(
            outputs.variables, "LOAD_BALANCER_DNS_NAME='web.example/x?a=1&b'\nS3_BUCKET_NAME=lake\n")
        let json = try JSONDecoder().decode([String: String].self, from: Data(outputs.json.utf8))
        XCTAssertEqual(json, ["S3BucketName": "lake", "LoadBalancerDNSName": "web.example/x?a=1&b"])
        XCTAssertTrue(outputs.json.contains("web.example/x?a=1&b"), "slashes are not escaped")
    }

    func testANarrowTableGoesWithoutDescriptionsAndKeepsItsValues() async throws {
        let aws = FakeAWS()
        aws.on(
            "cloudformation describe-stacks",
            #"{"Stacks":[{"StackId":"i","StackName":"s","StackStatus":"CREATE_COMPLETE","CreationTime":"t","Outputs":[{"OutputKey":"Url","OutputValue":"http://shop.example","Description":"The address"}]}]}"#
        )
        let outputs = try await StackOutputs.read(Fixture.environment(), with: aws.cli())
        XCTAssertEqual(
            outputs.table(width: 40).lines(),
            ["Output  Value                Description", "Url     http://shop.example  The address"])
        XCTAssertEqual(outputs.table(width: 39).lines(), ["Output  Value", "Url     http://shop.example"])
    }

    func testVariableNamesAndQuoting() {
        let names = [
            ("AlbDnsName", "ALB_DNS_NAME"), ("ALBDnsName", "ALB_DNS_NAME"), ("RDSEndpoint", "RDS_ENDPOINT"),
            ("VpcId", "VPC_ID"),
            ("S3BucketName", "S3_BUCKET_NAME"), ("url", "URL"),
        ]
        for (output, variable) in names { XCTAssertEqual(StackOutputs.variableName(of: output), variable) }
        XCTAssertEqual(StackOutputs.quoted("it's $HOME"), #"'it'\''s $HOME'"#)
        XCTAssertEqual(StackOutputs.quoted(""), "''")
    }

    func testAnEnvironmentThatIsNotDeployedSaysHowToDeployIt() async {
        let aws = FakeAWS()
        aws.on("cloudformation describe-stacks", error: stackMissing)
        do {
            _ = try await StackOutputs.read(Fixture.environment(), with: aws.cli())
            XCTFail("it is not deployed")
        } catch {
            XCTAssertEqual(
                "\(error)", "web-dev is not deployed in eu-west-3; deploy it with 'swift run deploy --env dev'")
        }
    }
}
