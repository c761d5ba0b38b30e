import XCTest

@testable import Checks

/// What the code of functions is known to do.
final class InlineCodeTests: XCTestCase {
    private func uses(_ code: String, runtime: String = "python3.13") -> [String]? {
        InlineCode(code, runtime: runtime)?.uses.map { "\($0.action) \($0.variable)" }
    }

    func testObjectsAndClientsOfPythonAreFollowed() {
        let code = """
            import os, boto3
            TABLE = os.environ.get("TABLE", "none")
            table = boto3.resource('dynamodb').Table(TABLE)  # table.delete_item()
            sqs = boto3.client("sqs", region_name="eu-west-1")

            def handler(event, context):
                table.put_item(Item={"id": 1})
                sqs.send_message(MessageBody="x", QueueUrl=os.environ["QUEUE"])
                print(event)
            """
        XCTAssertEqual(uses(code), ["dynamodb:PutItem TABLE", "sqs:SendMessage QUEUE"])
    }

    func testCommandsOfJavaScriptAreFollowed() {
        let code = """
            const { TABLE } = process.env
            const bucket = process.env.BUCKET
            // new DeleteObjectCommand({ Bucket: bucket })
            await s3.send(new PutObjectCommand({ Body: JSON.stringify({ Bucket: 1 }), Bucket: bucket, Key: `a` }))
            await db.send(new PutCommand({ TableName: process.env["OTHER"] }))
            await db.send(new GetCommand({ TableName: TABLE }))
            """
        XCTAssertEqual(uses(code, runtime: "nodejs22.x"), ["s3:PutObject BUCKET", "dynamodb:PutItem OTHER"])
    }

    func testWhatIsNotCertainIsLeftOut() {
        let twice = """
            import os, boto3
            name = os.environ['ONE']
            name = os.environ['TWO']
            table = boto3.resource('dynamodb').Table(name)
            table.put_item(Item={})
            other = boto3.resource('dynamodb').Table(os.environ['ONE'] + '-copy')
            """
        XCTAssertEqual(uses(twice), [])
        XCTAssertNil(uses("boto3.client('sts').assume_role()"))
        XCTAssertNil(uses("", runtime: "java21"))
    }
}
