import AWSElasticLoadBalancingV2
import Constructs
import TemplateTesting
import XCTest

final class LoadBalancerTests: XCTestCase {
    private static let certificate: Value<ARN<CertificateManager.Certificate>> =
        "arn:aws:acm:eu-west-3:123456789012:certificate/1"

    private func network(in stack: Stack) -> Network {
        .existing(
            vpc: "vpc-0abc", publicSubnets: ["subnet-0aaa", "subnet-0bbb"], applicationSubnets: ["subnet-0ccc"])
    }

    func testWhatIsNobodysIsAnsweredWith404() throws {
        let stack = try synthesize { stack in
            _ = LoadBalancer(
                in: stack.scope("Front"), name: "shop", network: network(in: stack),
                https: .init(certificate: Self.certificate))
        }
        XCTAssertEqual(
            stack["FrontHTTPSListener"].Properties.DefaultActions,
            [["Type": "fixed-response", "FixedResponseConfig": ["StatusCode": "404"]]])
        XCTAssertEqual(stack["FrontHTTPListener"].Properties.DefaultActions[0].Type, "redirect")
        XCTAssertEqual(stack["FrontLoadBalancer"].Properties.Subnets, ["subnet-0aaa", "subnet-0bbb"])
        XCTAssertEqual(
            stack["FrontLoadBalancer"].Properties.SecurityGroups, ["FrontLoadBalancerSecurityGroup.GroupId"])
        XCTAssertEqual(stack["FrontLoadBalancerFromInternet443"].Properties.ToPort, 443)
        XCTAssertEqual(stack["FrontLoadBalancerFromInternet80"].Properties.ToPort, 80)
        try stack.expectCount(0, of: "AWS::ElasticLoadBalancingV2::TargetGroup")
    }

    /// Two services in stacks of their own, behind one load balancer.
    private func services(_ stack: Stack, behind front: LoadBalancer) {
        let shop = stack.nestedStack("Shop")
        let api = stack.nestedStack("API")
        _ = ContainerService(
            in: api.scope("API"), Container("public.ecr.aws/nginx/nginx:1.29", size: .quarterVCPU(.mib512)),
            network: network(in: stack),
            traffic: .shared(front, port: 8080, requests: RequestMatch(paths: ["/api/*"]), priority: 10))
        _ = ContainerService(
            in: shop.scope("Shop"), Container("public.ecr.aws/nginx/nginx:1.29", size: .quarterVCPU(.mib512)),
            network: network(in: stack), traffic: .shared(front, port: 80, requests: .all, priority: 20))
    }

    func testServicesOfOtherStacksShareItByRulesAndItDependsOnNoneOfThem() throws {
        let app = App()
        let root = app.stack("Test")
        let edge = root.nestedStack("Edge")
        services(
            root,
            behind: LoadBalancer(
                in: edge.scope("Front"), name: "shop", network: network(in: root),
                https: .init(certificate: Self.certificate)))
        let assembly = app.synthesize()
        XCTAssertEqual(assembly.diagnostics.map(\.description), [], "a circle among the stacks is an error")
        let tree = try EvaluatedStack(of: assembly)
        let rule = try XCTUnwrap(tree.stacks["API"]?["APIListenerRule"].Properties)
        XCTAssertEqual(rule.Priority, 10)
        XCTAssertEqual(rule.Conditions, [["Field": "path-pattern", "PathPatternConfig": ["Values": ["/api/*"]]]])
        XCTAssertEqual(rule.Actions, [["Type": "forward", "TargetGroupArn": "API/APITargetGroup"]])
        let all = try XCTUnwrap(tree.stacks["Shop"]?["ShopListenerRule"].Properties)
        XCTAssertEqual(all.Conditions, [["Field": "path-pattern", "PathPatternConfig": ["Values": ["*"]]]])
        let edgeStack = try XCTUnwrap(tree.stacks["Edge"])
        XCTAssertEqual(edgeStack.all("AWS::EC2::SecurityGroupEgress").count, 0, "the ways belong to the services")
        XCTAssertEqual(tree.stacks["API"]?["APIFromLoadBalancer8080"].Properties.FromPort, 8080)
        XCTAssertEqual(tree.stacks["API"]?["APIFromLoadBalancer8080Egress"].Properties.FromPort, 8080)
    }

    func testRulesGoToTheListenerThatServes() throws {
        func listener(_ flag: String) throws -> Node {
            try synthesize(["TLS": flag]) { stack in
                let front = LoadBalancer(
                    in: stack.scope("Front"), name: "shop", network: network(in: stack),
                    https: .init(certificate: Self.certificate, condition: stack.flag("TLS")))
                _ = ContainerService(
                    in: stack.scope("Shop"), Container("public.ecr.aws/nginx/nginx:1.29", size: .quarterVCPU(.mib512)),
                    network: network(in: stack), traffic: .shared(front, port: 80, requests: .all, priority: 1))
            }["ShopListenerRule"].Properties.ListenerArn
        }
        XCTAssertEqual(try listener("true"), "FrontHTTPSListener")
        XCTAssertEqual(try listener("false"), "FrontHTTPListener")
    }

    func testALoadBalancerThatWasThereBeforeGetsRulesAndAWayToTheContainers() throws {
        let arn = "arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/app/front/0123456789abcdef"
        let stack = try synthesize { stack in
            let front = LoadBalancer.existing(
                in: stack.scope("Front"), arn: Value(arn),
                listener: "arn:aws:elasticloadbalancing:eu-west-3:123456789012:listener/app/front/0123456789abcdef/1",
                securityGroup: "sg-0abc")
            let shop = ContainerService(
                in: stack.scope("Shop"), Container("public.ecr.aws/nginx/nginx:1.29", size: .quarterVCPU(.mib512)),
                network: network(in: stack),
                traffic: .shared(
                    front, port: 8080, requests: RequestMatch(hosts: ["shop.example.com"]), priority: 5),
                count: .from(1, to: 3, by: .requests(perTask: 500)))
            Alarms(in: stack.scope("Alarms"), name: "shop", existingTopic: "arn:aws:sns:eu-west-3:123456789012:ops")
                .watch(shop)
        }
        try stack.expectCount(0, of: "AWS::ElasticLoadBalancingV2::LoadBalancer")
        XCTAssertEqual(
            stack["ShopListenerRule"].Properties.Conditions,
            [["Field": "host-header", "HostHeaderConfig": ["Values": ["shop.example.com"]]]])
        XCTAssertEqual(stack["ShopFromFront8080"].Properties.SourceSecurityGroupId, "sg-0abc")
        XCTAssertEqual(
            stack["ShopRequestsScaling"].Properties.TargetTrackingScalingPolicyConfiguration
                .PredefinedMetricSpecification.ResourceLabel,
            "app/front/0123456789abcdef/ShopTargetGroup.TargetGroupFullName")
        XCTAssertEqual(
            stack["AlarmsShopServerErrors"].Properties.Dimensions,
            [
                ["Name": "TargetGroup", "Value": "ShopTargetGroup.TargetGroupFullName"],
                ["Name": "LoadBalancer", "Value": "app/front/0123456789abcdef"],
            ])
        XCTAssertNil(stack.resources["AlarmsShopLoadBalancerErrors"], "they may be another service's")
    }

    func testWhatARuleCannotSayIsToldWhereTheServiceIsMade() {
        let cases: [(requests: RequestMatch, priority: Int, code: String)] = [
            (RequestMatch(paths: ["/a", "/b", "/c", "/d", "/e", "/f"]), 1, "listener-rule"),
            (.all, 0, "container-traffic"), (.all, 50_001, "container-traffic"),
        ]
        for (requests, priority, code) in cases {
            assertOneError(
                diagnose { stack in
                    let network = network(in: stack)
                    let front = LoadBalancer(in: stack.scope("Front"), name: "shop", network: network, https: nil)
                    _ = ContainerService(
                        in: stack.scope("Shop"),
                        Container("public.ecr.aws/nginx/nginx:1.29", size: .quarterVCPU(.mib512)), network: network,
                        traffic: .shared(front, port: 80, requests: requests, priority: priority))
                }, code, at: #line - 3)
        }
    }

    func testALoadBalancerInOneZoneIsTold() {
        assertOneError(
            diagnose { stack in
                let network = Network.existing(vpc: "vpc-0abc", publicSubnets: ["subnet-0aaa"])
                _ = LoadBalancer(in: stack.scope("Front"), name: "shop", network: network, https: nil)
            }, "load-balancer-zones", at: #line - 1)
    }
}
