import AWSECR
import Constructs
import TemplateTesting
import XCTest

final class FunctionTests: XCTestCase {
    private func worker(_ build: (Stack, Function) -> Void = { _, _ in }) throws -> EvaluatedStack {
        try synthesize { build($0, Function(in: $0.scope("Worker"), code: .inline("", runtime: .python3_13))) }
    }

    func testANewFunctionMayWriteItsOwnLogAndNothingElse() throws {
        let stack = try worker()
        XCTAssertEqual(
            stack.allowed("WorkerRole"),
            ["logs:CreateLogStream": ["WorkerLogGroup.Arn"], "logs:PutLogEvents": ["WorkerLogGroup.Arn"]])
        XCTAssertEqual(stack["WorkerRole"].Properties.ManagedPolicyArns, .missing)
        XCTAssertEqual(stack["WorkerFunction"].Properties.LoggingConfig, ["LogGroup": "WorkerLogGroup"])
        XCTAssertEqual(stack["WorkerFunction"].DependsOn, ["WorkerWriteLog"], "an early event leaves a trace")
        XCTAssertEqual(stack["WorkerLogGroup"].Properties.RetentionInDays, 30)
        XCTAssertEqual(stack["WorkerLogGroup"].DeletionPolicy, "Delete")
        XCTAssertEqual(stack.resources.count, 4)
    }

    func testItCostsLittleAndEndsInTime() throws {
        let function = try worker()["WorkerFunction"].Properties
        XCTAssertEqual(function.Architectures, ["arm64"])
        XCTAssertEqual(function.MemorySize, 256)
        XCTAssertEqual(function.Timeout, 30)
        XCTAssertEqual(function.ReservedConcurrentExecutions, .missing)
        XCTAssertEqual(function.FunctionName, .missing, "CloudFormation's own names never collide")
    }

    func testVariablesAreWhatOthersAreCalled() throws {
        let stack = try synthesize { stack in
            let queue = Queue(in: stack.scope("Orders"))
            let count = stack.parameter("Count", .integer, default: 7)
            let variables: KeyValuePairs<String, any EnvironmentVariable> = [
                "ORDERS": queue.url, "LIMIT": 10, "PLACE": "Madrid", "IS_TEST": true, "COUNT": count,
                "DAYS": Value<Int>(3),
            ]
            _ = Function(in: stack.scope("Worker"), code: .inline("", runtime: .python3_13), environment: variables)
        }
        XCTAssertEqual(
            stack["WorkerFunction"].Properties.Environment.Variables,
            ["COUNT": "7", "DAYS": "3", "IS_TEST": "true", "LIMIT": "10", "ORDERS": "OrdersQueue", "PLACE": "Madrid"])
    }

    func testAnImageNeedsNoHandlerAndNoRuntime() throws {
        let stack = try synthesize { stack in
            let repository = stack.add("Images", ECR.Repository())
            _ = Function(in: stack.scope("Worker"), code: .image(ContainerImage(in: repository, tag: "1")))
        }
        let function = stack["WorkerFunction"].Properties
        XCTAssertEqual(function.PackageType, "Image")
        XCTAssertEqual(function.Code, ["ImageUri": "Images.RepositoryUri:1"])
        XCTAssertEqual(function.Handler, .missing)
        XCTAssertEqual(function.Runtime, .missing)
    }

    func testAnImageThatLambdaCannotRunIsTold() {
        assertOneError(
            diagnose { _ = Function(in: $0.scope("Worker"), code: .image("public.ecr.aws/nginx/nginx:1.29")) },
            "function-image", at: #line - 1)
    }

    func testWhatLambdaRefusesIsToldWhereTheFunctionIsMade() {
        assertOneError(
            diagnose {
                _ = Function(in: $0.scope("Worker"), code: .inline("", runtime: .python3_13), timeout: 1000)
            }, "function-timeout", at: #line - 1)
        assertOneError(
            diagnose {
                _ = Function(
                    in: $0.scope("Worker"), code: .inline("", runtime: .python3_13),
                    environment: ["LIMIT": 1, "LIMIT": 2])
            }, "function-variables", at: #line - 2)
    }

    func testInANetworkItReachesWhatItIsLetAndItsCodeHasNoBusinessWithTheNetwork() throws {
        let stack = try synthesize { stack in
            let network = Network(in: stack.scope("Net"), name: "shop", nat: .none)
            let database = MySQLDatabase(
                in: stack.scope("Data"), name: "shop", network: network, version: "8.4", instanceClass: "db.t4g.micro")
            let function = Function(
                in: stack.scope("Worker"), code: .inline("", runtime: .python3_13), network: network)
            database.allowConnections(from: function)
            database.grantReadManagedPassword(to: function)
        }
        let function = stack["WorkerFunction"]
        XCTAssertEqual(
            function.Properties.VpcConfig,
            [
                "SecurityGroupIds": ["WorkerSecurityGroup.GroupId"],
                "SubnetIds": ["NetApplicationSubnetA", "NetApplicationSubnetB"],
            ])
        XCTAssertTrue(function.DependsOn.strings.contains("WorkerUseNetwork"), "Lambda refuses it otherwise")
        XCTAssertTrue(function.DependsOn.strings.contains("NetApplicationRouteTableAssociationA"))
        XCTAssertEqual(stack["WorkerToData3306"].Properties.ToPort, 3306)
        XCTAssertEqual(stack.allowed("WorkerRole")["ec2:CreateNetworkInterface"], ["*"])
        let denial = stack["WorkerKeepCodeOffNetwork"].Properties.PolicyDocument.Statement[0]
        XCTAssertEqual(denial.Effect, "Deny")
        XCTAssertEqual(denial.Condition, ["ArnEquals": ["lambda:SourceFunctionArn": "WorkerFunction.Arn"]])
    }

    func testAFunctionInNoNetworkConnectsToNothingInOne() {
        let diagnostics = diagnose { stack in
            let network = Network(in: stack.scope("Net"), name: "shop", nat: .none)
            let database = MySQLDatabase(
                in: stack.scope("Data"), name: "shop", network: network, version: "8.4", instanceClass: "db.t4g.micro")
            let worker = stack.scope("Worker")
            database.allowConnections(from: Function(in: worker, code: .inline("", runtime: .python3_13)))
        }
        XCTAssertEqual(diagnostics.filter { $0.severity == .error }.map(\.code), ["function-without-network"])
        XCTAssertEqual(diagnostics.first { $0.severity == .error }?.location?.line, #line - 4)
    }

    func testItTakesARoleALogGroupAndASecurityGroupThatWereThereBefore() throws {
        let stack = try synthesize { stack in
            let scope = stack.scope("Worker")
            _ = Function(
                in: scope, code: .inline("", runtime: .python3_13), existingLogGroup: "/shop/worker",
                role: .existing(in: scope, named: "worker"),
                network: .existing(vpc: "vpc-0abc", applicationSubnets: ["subnet-0a"]),
                securityGroup: .existing(in: scope, id: "sg-0abc"))
        }
        for type in ["AWS::IAM::Role", "AWS::Logs::LogGroup", "AWS::EC2::SecurityGroup"] {
            try stack.expectCount(0, of: type)
        }
        XCTAssertEqual(stack["WorkerFunction"].Properties.LoggingConfig, ["LogGroup": "/shop/worker"])
        XCTAssertEqual(
            stack.allowed("worker")["logs:PutLogEvents"],
            ["arn:aws:logs:eu-west-3:123456789012:log-group:/shop/worker:*"])
        XCTAssertEqual(stack["WorkerFunction"].Properties.VpcConfig.SecurityGroupIds, ["sg-0abc"])
    }

    func testAKeyEncryptsVariablesLogAndFailedEvents() throws {
        let key = "arn:aws:kms:eu-west-3:123456789012:key/k"
        let stack = try synthesize { stack in
            Function(
                in: stack.scope("Worker"), code: .inline("", runtime: .python3_13), environment: ["LIMIT": 1],
                key: Value<ARN<KMS.Key>>(key)
            ).handles(Schedule("Nightly", .daily(at: 3)))
        }
        XCTAssertEqual(stack["WorkerFunction"].Properties.KmsKeyArn, .string(key))
        XCTAssertEqual(stack["WorkerLogGroup"].Properties.KmsKeyId, .string(key))
        XCTAssertEqual(stack["WorkerFailedEventsQueue"].Properties.KmsMasterKeyId, .string(key))
        XCTAssertEqual(stack.allowed("WorkerRole")["kms:Decrypt"], [key])
    }

    func testAnAliasIsCalledAndLeadsToANewVersionWheneverTheCodeChanges() throws {
        func stack(_ code: String) throws -> EvaluatedStack {
            try synthesize { stack in
                let queue = Queue(in: stack.scope("Orders"))
                let function = Function(
                    in: stack.scope("Worker"), code: .inline(Value(code), runtime: .python3_13),
                    publishing: FunctionRelease())
                function.handles(queue)
                function.handles(Schedule("Nightly", .daily(at: 3)))
                Topic(in: stack.scope("Paid")).subscribe(function)
            }
        }
        let one = try stack("a = 1")
        XCTAssertEqual(one["WorkerAlias"].Properties.Name, "live")
        XCTAssertEqual(one["WorkerAlias"].Properties.FunctionVersion, "WorkerVersion.Version")
        for node in [
            one["WorkerOrdersMapping"].Properties.FunctionName, one["WorkerPaidPermission"].Properties.FunctionName,
            one["WorkerPaidSubscription"].Properties.Endpoint, one["WorkerNightlySchedule"].Properties.Target.Arn,
        ] {
            XCTAssertEqual(node, "WorkerAlias")
        }
        XCTAssertEqual(
            one.allowed("WorkerNightlyScheduleRole")["lambda:InvokeFunction"], ["WorkerAlias"])
        let two = try stack("a = 2")
        XCTAssertNotEqual(
            one["WorkerVersion"].Properties.Description, two["WorkerVersion"].Properties.Description,
            "another description makes another version")
    }

    func testCodeThatDependsOnParametersIsPublishedWhenItIsSaid() throws {
        let diagnostics = diagnose { stack in
            let code: Value<String> = "limit = \(stack.parameter("Limit", default: "1"))"
            _ = Function(
                in: stack.scope("Worker"), code: .inline(code, runtime: .python3_13), publishing: FunctionRelease())
        }
        assertOneError(diagnostics, "function-release", at: #line - 2)
        let stack = try synthesize { stack in
            _ = Function(
                in: stack.scope("Worker"), code: .inline("", runtime: .python3_13),
                publishing: FunctionRelease(alias: "prod", release: "2026-11-29"))
        }
        XCTAssertEqual(stack["WorkerVersion"].Properties.Description, "2026-11-29")
    }

    func testOthersCallItWhereTheyMay() throws {
        let stack = try worker { stack, function in
            function.grantInvoke(to: Role(in: stack.scope("Shop"), assumedBy: "ec2.amazonaws.com"))
        }
        XCTAssertEqual(stack.allowed("ShopRole"), ["lambda:InvokeFunction": ["WorkerFunction.Arn"]])
    }

    func testSomebodyIsWokenForErrorsThrottlesAndTimeRunningOut() throws {
        let stack = try worker { stack, function in
            function.handles(Schedule("Nightly", .daily(at: 3)))
            Alarms(in: stack.scope("Alarms"), name: "shop", existingTopic: "arn:aws:sns:eu-west-3:123456789012:ops")
                .watch(function)
        }
        XCTAssertEqual(
            stack.all("AWS::CloudWatch::Alarm").keys.sorted(),
            ["AlarmsWorkerErrors", "AlarmsWorkerFailedEvents", "AlarmsWorkerSlow", "AlarmsWorkerThrottles"])
        let slow = stack["AlarmsWorkerSlow"].Properties
        XCTAssertEqual(slow.Threshold, 24_000, "four fifths of 30 seconds, in milliseconds")
        XCTAssertEqual(slow.ExtendedStatistic, "p99")
        XCTAssertEqual(slow.Dimensions, [["Name": "FunctionName", "Value": "WorkerFunction"]])
        XCTAssertEqual(
            stack["AlarmsWorkerFailedEvents"].Properties.Dimensions,
            [["Name": "QueueName", "Value": "WorkerFailedEventsQueue.QueueName"]])
    }
}
