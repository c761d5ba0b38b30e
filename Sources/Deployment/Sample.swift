/// A small nested application in the place of WebMarket+ until that is synthesized: a bucket, and a network below it.
public enum Sample {
    public static let templates: @Sendable () throws -> DeployableTemplates = {
        DeployableTemplates(templates: [
            DeployableTemplate(
                stackPath: ["WebMarketPlus"], fileName: "WebMarketPlus.template.json", contents: Array(root.utf8),
                parameters: [
                    DeclaredParameter(name: "ProjectName", type: "String", allowedPattern: "[a-z][a-z0-9-]*", location: "Stacks/WebMarketPlus.swift:3"),
                    DeclaredParameter(name: "Environment", type: "String", allowedValues: ["local", "dev", "staging", "prod"], location: "Stacks/WebMarketPlus.swift:4"),
                    DeclaredParameter(name: "VpcCidr", type: "String", defaultValue: "10.0.0.0/16", location: "Stacks/WebMarketPlus.swift:5"),
                    DeclaredParameter(name: "DBPassword", type: "String", defaultValue: "", noEcho: true, location: "Stacks/WebMarketPlus.swift:6"),
                ],
                resources: [
                    DeployableResource(logicalID: "DataLake", type: "AWS::S3::Bucket", path: "WebMarketPlus/DataLake", location: "Stacks/WebMarketPlus.swift:9", deletionPolicy: "Retain"),
                    DeployableResource(logicalID: "Network", type: "AWS::CloudFormation::Stack", path: "WebMarketPlus/Network", location: "Stacks/WebMarketPlus.swift:10", nestedTemplate: "WebMarketPlus.Network.template.json"),
                ]),
            DeployableTemplate(
                stackPath: ["WebMarketPlus", "Network"], fileName: "WebMarketPlus.Network.template.json", contents: Array(network.utf8),
                parameters: [DeclaredParameter(name: "VpcCidr", type: "String", location: "Stacks/NetworkStack.swift:3")],
                resources: [
                    DeployableResource(logicalID: "VPC", type: "AWS::EC2::VPC", path: "WebMarketPlus/Network/VPC", location: "Stacks/NetworkStack.swift:5"),
                    DeployableResource(logicalID: "Subnet", type: "AWS::EC2::Subnet", path: "WebMarketPlus/Network/Subnet", location: "Stacks/NetworkStack.swift:6"),
                ]),
        ])
    }

    private static let root = """
        {
          "Parameters": {
            "ProjectName": { "Type": "String" },
            "Environment": { "Type": "String" },
            "VpcCidr": { "Type": "String", "Default": "10.0.0.0/16" },
            "DBPassword": { "Type": "String", "Default": "", "NoEcho": true }
          },
          "Resources": {
            "DataLake": {
              "Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain",
              "Properties": { "VersioningConfiguration": { "Status": "Enabled" } }
            },
            "Network": {
              "Type": "AWS::CloudFormation::Stack",
              "Properties": {
                "TemplateURL": "./WebMarketPlus.Network.template.json",
                "Parameters": { "VpcCidr": { "Ref": "VpcCidr" } }
              }
            }
          },
          "Outputs": {
            "S3BucketName": { "Value": { "Ref": "DataLake" }, "Description": "the data lake" },
            "VpcId": { "Value": { "Fn::GetAtt": ["Network", "Outputs.VpcId"] } }
          }
        }
        """

    private static let network = """
        {
          "Parameters": { "VpcCidr": { "Type": "String" } },
          "Resources": {
            "VPC": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": { "Ref": "VpcCidr" } } },
            "Subnet": {
              "Type": "AWS::EC2::Subnet",
              "Properties": { "VpcId": { "Ref": "VPC" }, "CidrBlock": { "Fn::Select": [0, { "Fn::Cidr": [{ "Ref": "VpcCidr" }, 2, 8] }] } }
            }
          },
          "Outputs": { "VpcId": { "Value": { "Ref": "VPC" } } }
        }
        """
}
