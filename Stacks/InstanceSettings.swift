import AWSEC2
import CloudFormation

/// What differs between environments of the shop's instances.
struct InstanceSettings {
    let imageId: Value<ID<EC2.Image>>
    let type: Value<String>
    let minimum: Value<Int>
    let maximum: Value<Int>

    init(in root: Stack) {
        type = root.parameter(
            "InstanceType", default: "t3.micro", allowedPattern: "[a-z][a-z0-9-]*\\.[a-z0-9-]+",
            description: "The size of each instance.", constraint: "an EC2 instance type such as t3.micro",
            group: "Application")
        minimum = root.parameter(
            "MinimumInstances", .integer, default: 2, allowedRange: 1...20,
            description: "How many instances run at least.", group: "Application")
        maximum = root.parameter(
            "MaximumInstances", .integer, default: 4, allowedRange: 2...20,
            description: "How many instances run at most; above the minimum, so that updates have room.",
            group: "Application")
        imageId = root.ssmParameter(
            "ImageId", .id(of: EC2.Image.self),
            path: "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
            description:
                "The Systems Manager parameter with the image that instances start from. AWS points it to the newest Amazon Linux 2023, which a deployment then rolls out.",
            group: "Application")

        root.rule(
            "UpdatesHaveRoom",
            .require(minimum != maximum, "MaximumInstances must be above MinimumInstances"))
        root.require(minimum <= maximum, "MaximumInstances must not be below MinimumInstances")
    }
}
