import AWSEC2

/// A network with a public subnet, and a private one where it is asked for
public enum Network {
    public static func app() -> App {
        let app = App()
        let stack = app.stack(
            "Network",
            description: "A network with a public subnet, and a private one where it is asked for")

        let cidr = stack.parameter(
            "Cidr", default: "10.0.0.0/16", allowedPattern: "[0-9./]+", allowedLength: 9...18, group: "Addresses",
            label: "Which addresses")

        let tier = stack.parameter(
            "Tier", default: "dev", allowedValues: ["dev", "prod"], description: "Who works in it", group: "Addresses")

        let tenancy = stack.parameter("Tenancy", .string(of: EC2.VPC.InstanceTenancy.self), default: .`default`)
        let withDns = stack.parameter("WithDns", .boolean, default: true)
        let sizes: Mapping<Value<Int>> = stack.mapping("Sizes", ["dev": ["Bits": 8], "prod": ["Bits": 6]])
        let isProduction = stack.condition("IsProduction", tier == "prod")
        let hasPrivateSubnet = stack.condition("HasPrivateSubnet", isProduction || cidr != "10.0.0.0/16")

        let gateway = stack.add("Gateway", EC2.InternetGateway())

        let vpc = stack.add(
            "VPC",
            EC2.VPC(
                cidrBlock: cidr,
                enableDnsHostnames: true,
                enableDnsSupport: withDns,
                instanceTenancy: tenancy,
                tags: ["Name": "\(AWS.stackName)-\(tier)"]))

        let attachment = stack.add(
            "Attachment",
            EC2.VPCGatewayAttachment(vpcId: vpc.vpcId, internetGatewayId: gateway.internetGatewayId))

        stack.add(
            "PublicSubnet",
            EC2.Subnet(
                vpcId: vpc.vpcId,
                availabilityZone: List.availabilityZones()[0],
                cidrBlock: List.cidr(of: vpc.cidrBlock, count: 2, hostBits: sizes.value(tier, "Bits"))[0],
                mapPublicIpOnLaunch: .if(isProduction, false, else: true)),
            dependsOn: [attachment])

        let privateSubnet = stack.add(
            "PrivateSubnet",
            EC2.Subnet(vpcId: vpc.vpcId, cidrBlock: .if(isProduction, "10.0.9.0/24", else: .noValue)),
            condition: hasPrivateSubnet)

        stack.output("Vpc", vpc.vpcId, description: "The network", export: "\(AWS.stackName)-vpc")
        stack.output("Private", privateSubnet.subnetId, condition: hasPrivateSubnet)
        stack.output("Zones", List.availabilityZones().joined(separator: ","))

        return app
    }
}
