import AWSCloudFormation
import AWSS3
import AWSSQS

/// The stack Leftovers.
public enum Leftovers {
    public static func app() -> App {
        let app = App()
        let stack = app.stack("Leftovers")
        let token = stack.parameter("Token")

        let answer = stack.add(
            "Answer",
            RawResource("Custom::Answer", properties: ["ServiceToken": JSON(token), "Question": "which"]))

        let data = stack.add(
            "Data",
            S3.Bucket(bucketName: answer.attribute("Name"), versioningConfiguration: .init(status: .enabled)))
        // TODO: no type has the property Since
        data.override("VersioningConfiguration.Since", with: 2020)
        // TODO: no type has the property FutureSetting
        data.override("FutureSetting", with: true)

        let monitor = stack.add(
            "Monitor",
            RawResource("Vendor::Watch::Monitor", properties: ["Name": "cpu", "Of": JSON(data.arn)]))

        let other = stack.add(
            "Other",
            AWS.CloudFormation.CustomResource(serviceToken: token, otherProperties: ["Question": "what else"]))

        // TODO: VpcId is required, and missing
        stack.add(
            "Incomplete",
            RawResource("AWS::EC2::VPCGatewayAttachment", properties: ["InternetGatewayId": "igw-0a"]))

        let trusting = stack.add("Trusting", SQS.Queue(queueName: other.attribute("Name")))
        // TODO: 'some' is no whole number
        trusting.override("DelaySeconds", with: "some")

        stack.output("Name", answer.attribute("Name") as Value<String>)
        stack.output("Watched", monitor.ref)

        return app
    }
}
