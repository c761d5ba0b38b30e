import ResourceSchemas
import Template

/// A part of a long stack: what belongs together, in a type and a file of its own.
struct Part {
    /// As in `Network`.
    var name: String
    var statements: [Statement]
    var lineCount: Int
    /// Whether it is what resources are made by: parameters, mappings and conditions.
    var isSettings = false
}

/// Divides the statements of a long stack into parts, each of which uses only those before it.
struct Parts {
    /// How long a part becomes before another one is begun.
    static let mostLines = 260
    /// What is shorter joins its neighbour.
    private static let fewLines = 60

    /// - Parameters:
    ///   - statements: in an order in which each stands behind those that it uses.
    ///   - lineCount: of a statement.
    static func divide(_ statements: [Statement], lineCount: (Statement) -> Int) -> [Part] {
        var parts: [Part] = []
        var home: [String: Int] = [:]
        for statement in statements {
            let least = statement.variables.compactMap { home[$0] }.max() ?? 0
            let name = Concern.name(of: statement)
            let lines = lineCount(statement)
            let fitting = parts.indices.last { index in
                index >= least && parts[index].name == name
                    && (parts[index].lineCount + lines <= mostLines || parts[index].statements.isEmpty)
            }
            let index: Int
            if let fitting {
                index = fitting
                parts[index].statements.append(statement)
                parts[index].lineCount += lines
            } else {
                index = parts.count
                parts.append(Part(name: name, statements: [statement], lineCount: lines))
            }
            if let declared = statement.name { home[declared] = index }
            for value in statement.hoisted { home[value.name] = index }
        }
        return named(merged(parts))
    }

    /// With parts of a few lines taken into a neighbour, which keeps its name if it is the longer one.
    private static func merged(_ parts: [Part]) -> [Part] {
        var result: [Part] = []
        for part in parts {
            if let last = result.last, min(last.lineCount, part.lineCount) < fewLines,
                last.lineCount + part.lineCount <= mostLines
            {
                let name = last.lineCount >= part.lineCount ? last.name : part.name
                result[result.count - 1] = Part(
                    name: name, statements: last.statements + part.statements,
                    lineCount: last.lineCount + part.lineCount)
            } else {
                result.append(part)
            }
        }
        return result
    }

    private static func named(_ parts: [Part]) -> [Part] {
        var scope = SwiftScope(reserved: ["Settings"])
        return parts.map { Part(name: scope.name($0.name), statements: $0.statements, lineCount: $0.lineCount) }
    }
}

/// What resources are for, by their service.
enum Concern {
    static func name(of statement: Statement) -> String {
        guard statement.type.hasPrefix("Resource<") else { return "Stacks" }
        let parts = statement.type.dropFirst("Resource<".count).dropLast().split(separator: ".").map(String.init)
        guard parts.count == 2 else { return "Extensions" }
        if parts[0] == "EC2", network.contains(where: { parts[1].hasPrefix($0) }) { return "Network" }
        return names[parts[0]] ?? parts[0]
    }

    private static let network = [
        "VPC", "Subnet", "Route", "InternetGateway", "NatGateway", "EIP", "NetworkAcl", "FlowLog", "DHCP",
        "TransitGateway",
        "EgressOnlyInternetGateway", "SecurityGroup", "CustomerGateway", "VPN",
    ]

    private static let names: [String: String] = [
        "ApiGateway": "API", "ApiGatewayV2": "API", "ApplicationAutoScaling": "Scaling", "AutoScaling": "Compute",
        "Backup": "Storage", "CertificateManager": "Domain", "CloudFront": "Edge", "CloudTrail": "Monitoring",
        "CloudWatch": "Monitoring", "CodeBuild": "Delivery", "CodeCommit": "Delivery", "CodeDeploy": "Delivery",
        "CodePipeline": "Delivery", "Cognito": "Users", "DocDB": "Data", "DynamoDB": "Data", "EC2": "Compute",
        "ECR": "Containers", "ECS": "Containers", "EFS": "Storage", "EKS": "Containers", "ElastiCache": "Data",
        "ElasticLoadBalancing": "LoadBalancing", "ElasticLoadBalancingV2": "LoadBalancing", "Events": "Events",
        "FSx": "Storage", "IAM": "Access", "KMS": "Keys", "Kinesis": "Streams", "KinesisFirehose": "Streams",
        "Lambda": "Functions", "Logs": "Logging", "Neptune": "Data", "OpenSearchService": "Search", "RDS": "Data",
        "Redshift": "Data", "Route53": "Domain", "S3": "Storage", "SNS": "Messaging", "SQS": "Messaging",
        "Scheduler": "Events", "SecretsManager": "Secrets", "Serverless": "Functions", "StepFunctions": "Workflows",
        "WAFv2": "Edge",
    ]
}
