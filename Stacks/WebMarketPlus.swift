import CloudFormation

public enum WebMarketPlus {
    public static func app() -> App {
        let app = App()
        let root = app.stack("WebMarketPlus", description: "test")
        let env = root.parameter("Environment", default: "dev", allowedValues: ["dev", "prod"], group: "General")
        let isProd = root.condition("IsProd", env == "prod" || env == "x" || env == "y")
        root.tag("Environment", env)
        let net = root.nestedStack("Network")
        let vpc = net.add("VPC", RawResource("AWS::EC2::VPC", properties: ["Name": "\(env)-vpc ${HOME}"]))
        let comp = root.nestedStack("Compute")
        comp.add("X", RawResource("AWS::X", properties: ["V": JSON(vpc.ref), "I": JSON(Value<Int>.if(isProd, 1, else: 2)), "A": "a\(vpc.ref)b\(AWS.region)"]))
        root.output("VpcId", vpc.ref)
        root.output("Text", Value<String>.base64(.lines("a\n\(vpc.ref) b\nc")))
        return app
    }
}
