import AWSEC2
import Constructs
import TemplateTesting
import XCTest

final class LoadBalancedServiceTests: XCTestCase {
    private static let certificate = "arn:aws:acm:eu-west-3:123456789012:certificate/1"

    private func add(
        to stack: Stack, zones: Int = 2, capacity: LoadBalancedService.Capacity = .init(), port: Int = 80,
        healthPath: String = "/health", https: LoadBalancedService.HTTPS? = nil, deletionProtection: Value<Bool> = true,
        userData: UserData = .webServer(title: "Shop", healthPath: "/health"),
        volumeTags: KeyValuePairs<String, Value<String>> = [:], line: Int = #line
    ) {
        let network = Network(in: stack, name: "shop", zones: zones)
        let role = Role(in: stack.scope("Instance"), assumedBy: "ec2.amazonaws.com")
        _ = LoadBalancedService(
            in: stack.scope("Web", line: line), name: "shop", network: network, image: "ami-0abc",
            instanceType: "t3.micro", role: role, userData: userData, capacity: capacity, port: port,
            healthPath: healthPath, https: https, deletionProtection: deletionProtection, volumeTags: volumeTags)
    }

    // MARK: Instances

    func testInstancesDemandSessionTokensAndEncryptTheirDisk() throws {
        let data = try synthesize { add(to: $0) }["WebLaunchTemplate"].Properties.LaunchTemplateData
        XCTAssertEqual(data.MetadataOptions, ["HttpTokens": "required", "HttpPutResponseHopLimit": 1])
        let disk = data.BlockDeviceMappings[0].Ebs
        XCTAssertEqual(disk.Encrypted, true)
        XCTAssertEqual(disk.DeleteOnTermination, true)
        XCTAssertEqual(disk.VolumeType, "gp3")
        XCTAssertEqual(data.ImageId, "ami-0abc")
        XCTAssertEqual(data.InstanceType, "t3.micro")
        XCTAssertEqual(data.IamInstanceProfile.Arn, "WebInstanceProfile.Arn")
        XCTAssertEqual(data.SecurityGroupIds, ["WebInstancesSecurityGroup.GroupId"])
        XCTAssertEqual(data.KeyName, .missing, "a key is for SSH")
        XCTAssertEqual(data.Monitoring.Enabled, true)
    }

    func testDisksCarryTags() throws {
        let specification = try synthesize { add(to: $0, volumeTags: ["Project": "shop"]) }["WebLaunchTemplate"]
            .Properties
            .LaunchTemplateData.TagSpecifications[0]
        XCTAssertEqual(specification.ResourceType, "volume")
        XCTAssertEqual(specification.Tags.value(of: "Project"), "shop")
        XCTAssertEqual(specification.Tags.value(of: "Name"), "shop-instance")
    }

    func testTheGroupKeepsItsSizeInTheApplicationTier() throws {
        let group = try synthesize { add(to: $0, capacity: .init(minimum: 3, maximum: 9)) }["WebGroup"].Properties
        XCTAssertEqual(group.MinSize, "3")
        XCTAssertEqual(group.MaxSize, "9")
        XCTAssertEqual(group.DesiredCapacity, .missing, "a desired capacity would undo scaling at each update")
        XCTAssertEqual(group.VPCZoneIdentifier, ["ApplicationSubnetA", "ApplicationSubnetB"])
        XCTAssertEqual(group.TargetGroupARNs, ["WebTargetGroup"])
        XCTAssertEqual(group.HealthCheckType, "ELB")
        XCTAssertEqual(group.HealthCheckGracePeriod, 300)
        XCTAssertEqual(group.LaunchTemplate.Version, "WebLaunchTemplate.LatestVersionNumber")
        XCTAssertEqual(group.MetricsCollection[0].Granularity, "1Minute")
        let name = group.Tags.elements.first { $0.Key == "Name" }
        XCTAssertEqual(name?.PropagateAtLaunch, true)
    }

    func testScalingTracksTheProcessorsAtSeventyPercent() throws {
        let policy = try synthesize { add(to: $0) }["WebCPUTracking"].Properties
        XCTAssertEqual(policy.PolicyType, "TargetTrackingScaling")
        let tracking = policy.TargetTrackingConfiguration
        XCTAssertEqual(tracking.TargetValue, 70)
        XCTAssertEqual(tracking.PredefinedMetricSpecification.PredefinedMetricType, "ASGAverageCPUUtilization")
        XCTAssertEqual(policy.AutoScalingGroupName, "WebGroup")
    }

    func testAnUpdateRollsInstanceByInstanceAndWaitsForSignals() throws {
        let group = try synthesize { add(to: $0) }["WebGroup"]
        XCTAssertEqual(group.CreationPolicy.ResourceSignal, ["Count": 2, "Timeout": "PT15M"])
        let rolling = group.UpdatePolicy.AutoScalingRollingUpdate
        XCTAssertEqual(rolling.MaxBatchSize, 1)
        XCTAssertEqual(rolling.MinInstancesInService, 2)
        XCTAssertEqual(rolling.WaitOnResourceSignals, true)
        XCTAssertEqual(rolling.PauseTime, "PT15M")
        XCTAssertEqual(
            group.UpdatePolicy.AutoScalingScheduledAction.IgnoreUnmodifiedGroupSizeProperties, true,
            "an update must not start what the scheduler stopped")
    }

    func testInstancesStartOnlyWhenTheyCanFetchPackages() throws {
        let waits = Set(try synthesize { add(to: $0) }["WebGroup"].DependsOn.strings)
        for id in [
            "WebHTTPListener", "WebInstancesToInternet443", "ApplicationInternetRoute",
            "ApplicationRouteTableAssociationA",
            "ApplicationRouteTableAssociationB", "StorageEndpoint",
        ] {
            XCTAssertTrue(waits.contains(id), id)
        }
    }

    // MARK: User data

    func testInstancesSignalHowTheirScriptEnded() throws {
        let script = try synthesize { add(to: $0, userData: UserData("start-shop --colour ${colour}")) }[
            "WebLaunchTemplate"
        ]
        .Properties.LaunchTemplateData.UserData.string
        let lines = script.components(separatedBy: "\n")
        XCTAssertEqual(lines.first, "#!/bin/bash")
        XCTAssertEqual(lines.last, "start-shop --colour ${colour}")
        XCTAssertTrue(lines.contains("trap 'signal $?' EXIT"))
        XCTAssertTrue(
            script.contains(
                "cfn-signal --exit-code \"$1\" --stack stack/ --resource WebGroup --region eu-west-3 || true"))
    }

    /// Runs the script with stand-ins for what only an instance has.
    func testTheWebServersScriptServesItsPageAndItsHealth() throws {
        let title: Value<String> = "Shop $(touch broken) `touch broken` & \"co\""
        let script = try synthesize { add(to: $0, userData: .webServer(title: title, healthPath: "/status/health")) }[
            "WebLaunchTemplate"
        ].Properties.LaunchTemplateData.UserData.string

        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("instance-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("html"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let standIns = """
            cd '\(folder.path)'
            dnf() { :; }
            systemctl() { echo "systemctl $*" >> calls; }
            cfn-signal() { echo "signal $*" >> calls; }
            curl() { case "$*" in *instance-id) echo i-0abc;; *availability-zone) echo eu-west-3a;; *) echo token;; esac; }
            # macOS has no install -D.
            install() { local to="${!#}"; mkdir -p "$(dirname "$to")"; cat > "$to"; }

            """
        let local =
            script
            .replacingOccurrences(of: "/usr/share/nginx/html", with: folder.appendingPathComponent("html").path)
            .replacingOccurrences(of: "/opt/aws/bin/cfn-signal", with: "cfn-signal")
        let bash = Process()
        bash.executableURL = URL(fileURLWithPath: "/bin/bash")
        bash.arguments = ["-c", standIns + local]
        bash.standardOutput = FileHandle.nullDevice
        try bash.run()
        bash.waitUntilExit()

        func read(_ path: String) throws -> String {
            try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
        }
        XCTAssertEqual(bash.terminationStatus, 0)
        let page = try read("html/index.html")
        XCTAssertTrue(page.contains("<p>Instance i-0abc, zone eu-west-3a</p>"), page)
        XCTAssertTrue(page.contains("<title>Shop $(touch broken) `touch broken` & \"co\"</title>"), page)
        XCTAssertEqual(try read("html/status/health"), "ok\n")
        XCTAssertFalse(FileManager.default.fileExists(atPath: folder.appendingPathComponent("broken").path))
        XCTAssertEqual(
            try read("calls"),
            "systemctl enable --now nginx\nsignal --exit-code 0 --stack stack/ --resource WebGroup --region eu-west-3\n"
        )
    }

    // MARK: Load balancer

    func testTheLoadBalancerFacesTheInternetFromThePublicTier() throws {
        let stack = try synthesize { add(to: $0) }
        let balancer = stack["WebLoadBalancer"].Properties
        XCTAssertEqual(balancer.Scheme, "internet-facing")
        XCTAssertEqual(balancer.Type, "application")
        XCTAssertEqual(balancer.Subnets, ["PublicSubnetA", "PublicSubnetB"])
        XCTAssertEqual(balancer.LoadBalancerAttributes.value(of: "deletion_protection.enabled"), "true")
        XCTAssertEqual(
            balancer.LoadBalancerAttributes.value(of: "routing.http.drop_invalid_header_fields.enabled"), "true")
        XCTAssertEqual(stack["WebLoadBalancer"].DependsOn, ["InternetAccess"])
    }

    func testHealthIsCheckedOnTheInstancesPort() throws {
        let target = try synthesize { add(to: $0, port: 8080, healthPath: "/up") }["WebTargetGroup"].Properties
        XCTAssertEqual(target.HealthCheckPath, "/up")
        XCTAssertEqual(target.HealthCheckProtocol, "HTTP")
        XCTAssertEqual(target.Matcher.HttpCode, "200")
        XCTAssertEqual(target.Port, 8080)
        XCTAssertEqual(target.TargetType, "instance")
    }

    func testHTTPOnlyForwards() throws {
        let stack = try synthesize { add(to: $0) }
        XCTAssertEqual(stack.all("AWS::ElasticLoadBalancingV2::Listener").keys.sorted(), ["WebHTTPListener"])
        let listener = stack["WebHTTPListener"].Properties
        XCTAssertEqual(listener.Port, 80)
        XCTAssertEqual(listener.DefaultActions, [["Type": "forward", "TargetGroupArn": "WebTargetGroup"]])
        XCTAssertNil(stack.resources["WebLoadBalancerFromInternet443"])
    }

    private func assertHTTPS(_ stack: EvaluatedStack, line: UInt = #line) {
        XCTAssertEqual(
            stack["WebHTTPListener"].Properties.DefaultActions,
            [["Type": "redirect", "RedirectConfig": ["Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"]]],
            line: line)
        let secure = stack["WebHTTPSListener"].Properties
        XCTAssertEqual(secure.Port, 443, line: line)
        XCTAssertEqual(secure.Protocol, "HTTPS", line: line)
        XCTAssertEqual(secure.Certificates[0].CertificateArn, .string(Self.certificate), line: line)
        XCTAssertTrue(secure.SslPolicy.string.hasPrefix("ELBSecurityPolicy-TLS13-1-2"), line: line)
        XCTAssertEqual(secure.DefaultActions, [["Type": "forward", "TargetGroupArn": "WebTargetGroup"]], line: line)
        XCTAssertEqual(stack["WebLoadBalancerFromInternet443"].Properties.ToPort, 443, line: line)
    }

    func testWithACertificateHTTPRedirects() throws {
        let stack = try synthesize { add(to: $0, https: .init(certificate: Value(Self.certificate))) }
        assertHTTPS(stack)
        XCTAssertTrue(stack["WebGroup"].DependsOn.strings.contains("WebHTTPSListener"))
    }

    func testACertificateMayDependOnTheEnvironment() throws {
        func stack(_ flag: String) throws -> EvaluatedStack {
            try synthesize(["TLS": flag]) { stack in
                add(to: stack, https: .init(certificate: Value(Self.certificate), condition: stack.flag("TLS")))
            }
        }
        assertHTTPS(try stack("true"))
        let plain = try stack("false")
        XCTAssertEqual(
            plain["WebHTTPListener"].Properties.DefaultActions,
            [["Type": "forward", "TargetGroupArn": "WebTargetGroup"]])
        XCTAssertNil(plain.resources["WebHTTPSListener"])
        XCTAssertNil(plain.resources["WebLoadBalancerFromInternet443"])
    }

    func testOnlyTheLoadBalancerReachesInstances() throws {
        let stack = try synthesize { add(to: $0, port: 8080) }
        let instances: Node = "WebInstancesSecurityGroup.GroupId"
        let ingress = stack.all("AWS::EC2::SecurityGroupIngress").values.filter { $0.GroupId == instances }
        XCTAssertEqual(ingress.map(\.SourceSecurityGroupId), ["WebLoadBalancerSecurityGroup.GroupId"])
        XCTAssertEqual(ingress.map(\.FromPort), [8080])
        let egress = stack.all("AWS::EC2::SecurityGroupEgress").values.filter { $0.GroupId == instances }
        XCTAssertEqual(egress.map(\.FromPort), [443], "repositories, Systems Manager and signals speak HTTPS")
    }

    // MARK: Bad input

    func testWhatCannotBeDeployedIsReportedAtTheCallersLine() {
        let cases: [(code: String, add: (Stack, Int) -> Void)] = [
            ("load-balancer-zones", { self.add(to: $0, zones: 1, line: $1) }),
            ("health-path", { self.add(to: $0, healthPath: "health", line: $1) }),
            ("target-cpu", { self.add(to: $0, capacity: .init(targetCPU: 0.7), line: $1) }),
            ("target-cpu", { self.add(to: $0, capacity: .init(targetCPU: 101), line: $1) }),
            ("capacity", { self.add(to: $0, capacity: .init(minimum: 2, maximum: 2), line: $1) }),
            ("capacity", { self.add(to: $0, capacity: .init(minimum: 5, maximum: 4), line: $1) }),
            ("capacity", { self.add(to: $0, capacity: .init(minimum: Value(.max), maximum: 4), line: $1) }),
        ]
        for (code, add) in cases { assertOneError(diagnose { add($0, 1234) }, code, at: 1234) }
        XCTAssertEqual(
            Set(diagnose { self.add(to: $0, port: 22) }.map(\.code)), ["remote-shell-port"])
    }
}
