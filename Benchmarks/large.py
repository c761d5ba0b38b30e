"""Writes a large app: a package with 40 nested stacks in a file each, 91 resources a stack, as a team writes them."""

import json

STACKS = 40
UNITS = 13
RESOURCES = STACKS * UNITS * 7

SERVICES = ["AWSCloudWatch", "AWSDynamoDB", "AWSIAM", "AWSLambda", "AWSS3", "AWSSQS"]

MANIFEST = """// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Large",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "CloudFormation", path: "{product}"{traits})],
    targets: [
        .executableTarget(
            name: "Large",
            dependencies: [
{products}
            ])
    ],
    swiftLanguageModes: [.v6]
)
"""

MAIN = """import CloudFormation
import Synthesis
import Terminal

func largeApp() -> App {{
    let app = App()
    let root = app.stack("Large", description: "A large app")
    let environment = root.parameter("Environment", default: "dev", allowedValues: ["dev", "prod"])
{stacks}
    return app
}}

let start = ContinuousClock.now
let command = SynthesisCommand(SynthesisCommand.syntax().parseOrExit())
command.run(on: .process, since: start, largeApp).exitProcess()
"""

STACK = """{imports}

/// Part {number} of the large app.
struct Part{number} {{
    init(in root: Stack, environment: Value<String>) {{
        let stack = root.nestedStack("Part{number}", description: "Part {number}")
{units}
    }}
}}
"""

UNIT = """        let table{unit} = stack.add(
            "Table{unit}",
            DynamoDB.Table(
                keySchema: [.init(attributeName: "id", keyType: "HASH")],
                attributeDefinitions: [.init(attributeName: "id", attributeType: .s)],
                billingMode: .payPerRequest,
                pointInTimeRecoverySpecification: .init(pointInTimeRecoveryEnabled: true),
                tableName: "\\(environment)-part{number}-{unit}"),
            deletionPolicy: .retain)
        let failed{unit} = stack.add("Failed{unit}", SQS.Queue(messageRetentionPeriod: 1_209_600))
        let queue{unit} = stack.add(
            "Queue{unit}",
            SQS.Queue(
                redrivePolicy: .init(deadLetterTargetArn: failed{unit}.arn, maxReceiveCount: 5),
                visibilityTimeout: 180))
        let bucket{unit} = stack.add(
            "Bucket{unit}",
            S3.Bucket(
                publicAccessBlockConfiguration: .init(
                    blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true),
                versioningConfiguration: .init(status: .enabled)))
        let role{unit} = stack.add(
            "Role{unit}",
            IAM.Role(
                assumeRolePolicyDocument: [
                    "Version": "2012-10-17",
                    "Statement": [
                        [
                            "Effect": "Allow", "Action": "sts:AssumeRole",
                            "Principal": ["Service": "lambda.amazonaws.com"],
                        ]
                    ],
                ],
                policies: [
                    .init(
                        policyDocument: [
                            "Version": "2012-10-17",
                            "Statement": [
                                [
                                    "Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem"],
                                    "Resource": JSON(table{unit}.arn),
                                ],
                                ["Effect": "Allow", "Action": "s3:PutObject", "Resource": "\\(bucket{unit}.arn)/*"],
                            ],
                        ],
                        policyName: "Work")
                ]))
        let function{unit} = stack.add(
            "Function{unit}",
            Lambda.Function(
                code: .init(zipFile: "def handle(event, context):\\n    return len(event)\\n"),
                role: role{unit}.arn,
                environment: .init(variables: ["TABLE": JSON(table{unit}.tableName), "QUEUE": JSON(queue{unit}.queueUrl)]),
                handler: "index.handle",
                memorySize: 256,
                runtime: .python3_13,
                timeout: 30))
        stack.add(
            "Alarm{unit}",
            CloudWatch.Alarm(
                comparisonOperator: .greaterThanOrEqualToThreshold,
                dimensions: [.init(name: "FunctionName", value: function{unit}.functionName.text)],
                evaluationPeriods: 1,
                metricName: "Errors",
                namespace: "AWS/Lambda",
                period: 300,
                statistic: .sum,
                threshold: 1))"""


def write(folder, product, traits=()):
    """Writes the package, which has the product built with traits of it, and returns the file of one of its stacks."""
    sources = folder / "Sources" / "Large"
    sources.mkdir(parents=True)
    products = "\n".join(
        f'                .product(name: "{name}", package: "CloudFormation"),' for name in [*SERVICES, "Synthesis"])
    chosen = f", traits: {json.dumps(list(traits))}" if traits else ""
    (folder / "Package.swift").write_text(MANIFEST.format(product=product, products=products, traits=chosen))
    stacks = "\n".join(f"    _ = Part{number}(in: root, environment: environment)" for number in range(STACKS))
    (sources / "main.swift").write_text(MAIN.format(stacks=stacks))
    imports = "\n".join(f"import {name}" for name in SERVICES)
    for number in range(STACKS):
        units = "\n".join(UNIT.format(number=number, unit=unit) for unit in range(UNITS))
        (sources / f"Part{number}.swift").write_text(STACK.format(imports=imports, number=number, units=units))
    return sources / "Part7.swift"
