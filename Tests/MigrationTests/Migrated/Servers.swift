import AWSAutoScaling
import AWSCloudWatch
import AWSEC2
import AWSSNS
import AWSSecretsManager

/// The stack Servers.
public enum Servers {
    public static func app() -> App {
        let app = App()
        let stack = app.stack("Servers")

        let image = stack.ssmParameter(
            "Image", .id(of: EC2.Image.self),
            path: "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64")

        let subnets = stack.parameter("Subnets", .ids(of: EC2.Subnet.self))
        let key = stack.parameter("Key", .name(of: EC2.KeyPair.self))
        let group = stack.parameter("Group", description: "A security group that is there")
        let names = stack.parameter("Names", .commaDelimitedList, default: ["one", " two"])
        let most = stack.parameter("Most", .integer, default: 4, allowedRange: 1...9)
        let share = stack.parameter("Share", .number, default: 0.5)
        let word = stack.parameter("Word", allowedLength: 8..., environmentVariable: "SECRET_WORD")

        let path: Value<String> = stack.parameter(
            "Path", .other("AWS::SSM::Parameter::Value<String>"), default: "/words", environmentVariable: "SECRET_PATH")

        let groups: List<Value<Name<EC2.SecurityGroup>>> = stack.parameter(
            "Groups", .other("List<AWS::EC2::SecurityGroup::GroupName>"), default: ["default"])

        let small = stack.condition("Small", most == 1 && "a" == key && names.joined(separator: "") == "")
        stack.rule("Known", when: most == 1, .require(.contains(["a", "b"], key.text), "only a and b are small"))

        let template = stack.add(
            "Template",
            EC2.LaunchTemplate(
                launchTemplateData: .init(
                    imageId: image,
                    instanceType: "t3.micro",
                    keyName: key,
                    monitoring: .init(),
                    securityGroupIds: [.init(reinterpreting: group)],
                    userData: .base64(
                        """
                        #!/bin/bash
                        echo "of \(AWS.stackName)" > /etc/motd
                        path=C:\\temp
                        echo ${HOME}

                        """))))
        // TODO: 'yes' is no flag
        template.override("LaunchTemplateData.Monitoring.Enabled", with: "yes")
        // TODO: no type has the property NewThing
        template.override("LaunchTemplateData.NewThing", with: ["Level": 3, "Of": JSON(image)])

        let servers = stack.add(
            "Servers",
            AutoScaling.AutoScalingGroup(
                maxSize: most.text,
                minSize: "1",
                launchTemplate: .init(
                    version: template.latestVersionNumber,
                    launchTemplateId: template.launchTemplateId),
                tags: [.init(key: "Name", propagateAtLaunch: true, value: "\(names[0])-server")],
                vpcZoneIdentifier: subnets),
            deletionPolicy: .retain,
            updateReplacePolicy: .delete,
            creationPolicy: .signals(2, timeout: "PT10M"),
            updatePolicy: UpdatePolicy(autoScalingRollingUpdate: .init(minInstancesInService: 1, pauseTime: "PT5M")),
            metadata: ["Comment": "as many as are needed", "Of": JSON(template.launchTemplateId)])

        let told = stack.add("Told", SNS.Topic(displayName: groups.joined(separator: "/")))

        stack.add(
            "Busy",
            CloudWatch.Alarm(
                alarmActions: [.topic(told.topicArn), .text(group)],
                comparisonOperator: .greaterThanThreshold,
                dimensions: [.init(name: "AutoScalingGroupName", value: servers.autoScalingGroupName.text)],
                evaluationPeriods: 2,
                metricName: "CPUUtilization",
                namespace: "AWS/EC2",
                period: 300,
                statistic: .average,
                threshold: share),
            deletionPolicy: .delete,
            updateReplacePolicy: .retain)

        let place: Value<String> = .if(small, path, else: .importValue("\(key)-place"))
        stack.add(
            "Secret",
            SecretsManager.Secret(secretString: #"{"word": "\#(word)", "at": "\#(place)", "of": "${Kept}"}"#))

        return app
    }
}
