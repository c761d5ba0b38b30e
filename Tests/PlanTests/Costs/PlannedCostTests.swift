import AppDeclaration
import CloudFormation
import Diagnostics
import JSON
import Prices
import Stacks
import Template
import Terminal
import TerminalTesting
import XCTest

@testable import Plan

/// Sums, differences, the budget, and how they are shown.
final class PlannedCostTests: XCTestCase {
    private let scene = CostScene()

    private func address(_ name: String) -> String { "\"\(name)\": { \"Type\": \"AWS::EC2::EIP\" }" }

    private func database(_ size: String, policy: String = "") -> String {
        """
        "Database": { "Type": "AWS::RDS::DBInstance"\(policy), "Properties": { "Engine": "mysql", "StorageType": "gp3",
          "AllocatedStorage": "20", "DBInstanceClass": "db.t3.\(size)" } }
        """
    }

    private func text(_ plan: Plan) -> String {
        let lines = plan.lines(width: 100) { _ in "here" }.map { $0.map(\.text).joined() }
        return lines.drop { !$0.hasPrefix("Monthly cost") }.prefix { !$0.isEmpty }.joined(separator: "\n")
    }

    // MARK: - Sums and differences

    func testThePlanTellsTheDifferenceOfWhatChangesAndTheSumOfTheRest() throws {
        let plan = try scene.plan(
            from: [address("Old"), address("Stays"), database("micro")].joined(separator: ","),
            to: [address("Stays"), database("large"), "\"New\": { \"Type\": \"AWS::GameLift::Fleet\" }"].joined(
                separator: ","))
        // db.t3.micro 0.017 and large 0.136 an hour, 12.41 and 99.28; storage 2.30; an address 3.65.
        XCTAssertEqual(
            text(plan),
            """
            Monthly cost in us-east-1, in USD
                          now             then       difference
              Database  14.71           101.58           +86.87
              New           -          unknown          unknown
              Old        3.65                -            -3.65
              Stays      3.65             3.65             0.00
              together  22.01  at least 105.23  at least +83.22
              not in it: New: AWS::GameLift::Fleet: no price is known
              plus use: backups beyond the size of the database, 0.095 USD per GiB-month (Database)
            """)
    }

    func testAPriceThatIsNotKnownIsNoSaving() throws {
        let (dear, unknown) = (database("large"), database("large").replacing("db.t3.large", with: "db.zz9.large"))
        let plan = try scene.plan(from: dear, to: unknown)
        XCTAssertEqual(
            text(plan),
            """
            Monthly cost in us-east-1, in USD
                           now           then  difference
              Database  101.58  at least 2.30     unknown
              together  101.58  at least 2.30     unknown
              not in it: Database: db.zz9.large mysql: no price is known
              plus use: backups beyond the size of the database, 0.095 USD per GiB-month (Database)
            """)
        let comment = plan.markdown(title: "it") { _ in "here" }
        XCTAssertTrue(comment.contains("101.58 → at least 2.30 USD (difference not known)**"), comment)
        XCTAssertFalse(plan.markup { _ in "here" }.contains("cheaper"), "nothing is green")
        let back = try scene.plan(from: unknown, to: dear)
        XCTAssertTrue(text(back).contains("together  at least 2.30  101.58     unknown"), text(back))
        let same = try scene.plan(
            from: unknown, to: unknown.replacing("\"20\"", with: "\"40\""))
        XCTAssertTrue(text(same).contains("at least 4.60       +2.30"), "both lack the same: \(text(same))")
    }

    func testWhereNoBillChangesOneLineSaysSo() throws {
        let plan = try scene.plan(from: address("It"), to: address("It"))
        XCTAssertEqual(text(plan), "Monthly cost in us-east-1: 3.65 USD, as before")
    }

    func testWhatScalesOnBothSidesDiffersAtBothEnds() throws {
        func group(_ type: String) -> String {
            """
            "Launch": { "Type": "AWS::EC2::LaunchTemplate", "Properties": { "LaunchTemplateData": { "InstanceType": "\(type)" } } },
            "Group": { "Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": { "MinSize": 1, "MaxSize": 2,
              "LaunchTemplate": { "LaunchTemplateId": { "Ref": "Launch" }, "Version": "1" } } },
            "Policy": { "Type": "AWS::AutoScaling::ScalingPolicy", "Properties": { "AutoScalingGroupName": { "Ref": "Group" } } }
            """
        }
        let costs = try XCTUnwrap(scene.plan(from: group("t3.micro"), to: group("t2.medium")).costs)
        // 0.0104 and 0.0464 an hour, once or twice: it is dearer by 26.28 or 52.56, and cannot be cheaper.
        XCTAssertEqual(costs.difference.text(2), "26.28 to 52.56")
    }

    func testWhatIsLeftBehindGoesOnCosting() throws {
        let kept = ", \"DeletionPolicy\": \"Retain\""
        let plan = try scene.plan(from: database("micro", policy: kept), to: address("New"))
        let left = try XCTUnwrap(plan.costs?.resources.first { $0.path.logicalID == "Database" })
        XCTAssertEqual(left.difference.text(2), "0.00")
        XCTAssertEqual(left.notes, ["the old one is left behind, and goes on costing what it does"])
        XCTAssertEqual(plan.costs?.after.monthly.text(2), "18.36", "12.41, 2.30 and 3.65")
        let snapshot = try scene.plan(from: database("micro"), to: address("New"))
        XCTAssertEqual(snapshot.costs?.after.monthly.text(2), "3.65")
        XCTAssertEqual(
            snapshot.costs?.resources.first { $0.path.logicalID == "Database" }?.notes,
            ["the snapshot that is kept costs by its size"])
    }

    func testWhatASumGoesByIsToldOfThoseThatStayToo() throws {
        let instance = """
            "Web": { "Type": "AWS::EC2::Instance", "Properties": { "InstanceType": "t3.micro",
              "NetworkInterfaces": [{ "AssociatePublicIpAddress": false }] } }
            """
        let note = "  note: instances are priced as ones with Linux, on demand"
        XCTAssertTrue(text(try scene.plan(from: instance, to: "\(instance), \(address("New"))")).contains(note))
        XCTAssertFalse(text(try scene.plan(from: instance, to: instance)).contains(note), "nothing changes")
    }

    func testThoseThatAreAlikeStandTogether() throws {
        let plan = try scene.plan(to: [address("A"), address("B"), address("C")].joined(separator: ","))
        XCTAssertEqual(
            text(plan),
            """
            Monthly cost in us-east-1, in USD
                             now   then  difference
              A and 2 more     -  10.95      +10.95
              together      0.00  10.95      +10.95
            """)
    }

    func testEstimatesAreMarked() throws {
        var scene = scene
        scene.region = "eu-central-1"
        let plan = try scene.plan(
            to: "\"Nat\": { \"Type\": \"AWS::EC2::NatGateway\", \"Properties\": { \"SubnetId\": \"s\" } }")
        // From Virginia's 0.045 to Seoul's 0.059 an hour.
        XCTAssertTrue(text(plan).contains("≈ 32.85 to 43.07  +32.85 to +43.07"), text(plan))
        XCTAssertTrue(text(plan).hasSuffix("≈ by prices of other regions, or worked out"), text(plan))
    }

    func testWithoutARegionThereIsNoPrice() throws {
        var scene = scene
        scene.region = nil
        let plan = try scene.plan(to: address("It"))
        XCTAssertNil(plan.costs)
        XCTAssertEqual(
            text(plan),
            "Monthly cost: no price is known without a region; name it with --region, such as --region eu-west-3")
    }

    // MARK: - Budget

    private func verdict(_ plan: Plan, _ usd: Amount) -> (Budget.Verdict, String?) {
        let budget = Budget(usd)
        return (budget.verdict(on: plan.costs), budget.problem(of: plan.costs)?.message)
    }

    func testABudgetIsKeptOnlyWhereThatIsSure() throws {
        let two = try scene.plan(to: [address("A"), address("B")].joined(separator: ","))
        XCTAssertEqual(verdict(two, try XCTUnwrap(Amount("7.30"))).0, .within)
        XCTAssertEqual(
            verdict(two, 7).1, "this costs 7.30 USD a month in us-east-1, at least 0.30 above the budget of 7")

        var scene = scene
        scene.region = "eu-central-1"
        let nat = "\"Nat\": { \"Type\": \"AWS::EC2::NatGateway\", \"Properties\": { \"SubnetId\": \"s\" } }"
        let range = try scene.plan(to: nat)
        XCTAssertEqual(verdict(range, 44).0, .within)
        XCTAssertEqual(verdict(range, 32).0, .over)
        XCTAssertEqual(verdict(range, 40).0, .unknown)
        XCTAssertEqual(
            verdict(range, 40).1,
            "this may cost more than the budget of 40 USD a month: it comes to ≈ 32.85 to 43.07 in eu-central-1")

        let open = try scene.plan(to: "\"Fleet\": { \"Type\": \"AWS::GameLift::Fleet\" }")
        XCTAssertEqual(
            verdict(open, 1000).1,
            "this may cost more than the budget of 1000 USD a month: it comes to unknown in eu-central-1, without Fleet: AWS::GameLift::Fleet: no price is known"
        )
        let fix = try XCTUnwrap(Budget(1000).problem(of: open.costs)?.fix)
        XCTAssertTrue(fix.contains("other:AWS::GameLift::Fleet"), "who gives the price needs its name: \(fix)")
        scene.region = nil
        XCTAssertEqual(verdict(try scene.plan(to: nat), 1000).0, .unknown)
    }

    // MARK: - Formats

    private func show(_ plan: Plan, _ arguments: String...) throws -> (screen: TestTerminal, code: ExitCode) {
        let syntax = CommandSyntax("plan", summary: "", options: PlanDisplay.options)
        let display = try PlanDisplay(syntax.parse(arguments))
        let screen = TestTerminal()
        display.show(plan, of: "it", on: screen.terminal()) { _, title, _ in title }
        return (screen, display.exitCode(of: plan))
    }

    func testAPlanAboveItsBudgetEndsWithAStatusOfItsOwn() throws {
        let plan = try scene.plan(to: address("It"))
        let (screen, code) = try show(plan, "--budget", "3.5", "--exit-code")
        XCTAssertEqual(code, .overBudget)
        XCTAssertTrue(screen.errors.contains("at least 0.15 above the budget of 3.5 [over-budget]"), screen.errors)
        XCTAssertEqual(try show(plan, "--budget", "4").code, .success)
        XCTAssertEqual(try show(plan, "--budget", "4", "--exit-code").code, .changes)
        XCTAssertThrowsError(try show(plan, "--budget", "cheap")) {
            XCTAssertEqual(
                ($0 as? UsageError)?.description,
                "--budget is 'cheap'; allowed: US dollars a month, such as 150 or 99.90")
        }
    }

    func testProgramsGetEveryResourceAndTheVerdict() throws {
        let plan = try scene.plan(from: address("Old"), to: database("micro"))
        let document = try JSONValue(
            parsing: Array(try show(plan, "--format", "json", "--budget", "10").screen.output.utf8))
        let costs = try XCTUnwrap(document["costs"])
        XCTAssertEqual(costs["region"]?.string, "us-east-1")
        XCTAssertEqual(costs["before"]?["atLeast"]?.number, "3.65")
        XCTAssertEqual(costs["after"]?["atMost"]?.number, "14.71")
        XCTAssertEqual(costs["difference"]?["atLeast"]?.number, "11.06")
        XCTAssertEqual(costs["budget"]?["verdict"]?.string, "over")
        let database = try XCTUnwrap(costs["resources"]?.elements?.first { $0["path"]?.string == "Database" })
        XCTAssertEqual(database["lines"]?.elements?.first { _ in true }?["what"]?.string, "db.t3.micro mysql")
        XCTAssertEqual(
            database["lines"]?.elements?.first { _ in true }?["source"]?.string,
            "AWS price list of us-east-1, quoted by others, 2026-03-01")
    }

    func testACommentStaysShort() throws {
        let functions = (10..<60).map { index in
            "\"V\(index)\": { \"Type\": \"AWS::EC2::Volume\", \"Properties\": { \"Size\": \(index), \"VolumeType\": \"gp3\" } }"
        }
        let page = try scene.plan(to: functions.joined(separator: ",")).markdown(title: "it") { _ in "here" }
        // 10 to 59 GiB are 1725, of 0.08; the first 14 are 231, which is 18.48 of the 138.00.
        XCTAssertTrue(page.contains("**Monthly cost in us-east-1: 0.00 → 138.00 USD (+138.00)**\n"), page)
        XCTAssertEqual(
            page.split(separator: "\n").filter {
                $0.hasPrefix("| V") && $0.hasSuffix("0 |") || $0.hasPrefix("| V") && $0.contains(" | - | ")
            }.count, 14)
        XCTAssertTrue(page.contains("| 36 others | - | 119.52 | +119.52 |\n"), page)
    }

    // MARK: - WebMarket+

    private func webMarket(_ environment: String, version: String) throws -> PlannedCosts {
        let assembly = WebMarketPlus.app().synthesize()
        let root = try XCTUnwrap(assembly.templates.first { $0.stackPath.count == 1 })
        let isProd = environment == "prod"
        var given = ["ProjectName": "webmarket-plus", "Environment": environment, "DatabaseVersion": version]
        if isProd {
            given.merge(["FlowLogs": "true", "AccessLogs": "true", "NatGatewayPerZone": "true"]) { $1 }
        }
        let values = GivenValues(given.mapValues { GivenValues.Value($0) })
        let side = PlannedTemplates(assembly.templates.tree(of: root), given: values, region: "eu-west-3")
        let book = try PriceBook(described: WebMarketPlus.operations.describedPrices)
        let plan = Plan(from: nil, to: side, catalogue: .aws, prices: book, today: try XCTUnwrap(Day("2026-11-29")))
        return try XCTUnwrap(plan.costs)
    }

    /// By hand, in USD a month of 730 hours, with the prices of the project's description where it has them:
    ///
    ///     t3.micro        0.0118 × 730 =   8.614   2 to 4:      17.228 to  34.456
    ///     detailed monitoring  7 × 0.30 =  2.10    2 to 4:       4.20  to   8.40   (Virginia's and Ireland's)
    ///     gp3, 8 GiB          8 × 0.0928 = 0.7424  2 to 4:       1.4848 to  2.9696
    ///     load balancer   0.0243 × 730                          17.739
    ///     its addresses   2 × 0.005 × 730                        7.30
    ///     database        0.034 × 730                           24.82
    ///     its storage     20 × 2 × 0.133                         5.32              (twice that of one zone)
    ///     its secret      unless a password is given, a secret   0.00  to   0.40
    ///     NAT gateway     0.048 × 730                           35.04
    ///     its address     0.005 × 730                            3.65
    ///     7 alarms        7 × 0.10                               0.70
    ///     composite alarm                                        0.50              (Virginia's)
    ///     dashboard                                              3.00              (Virginia's)
    ///     together                                             120.9818 to 144.2946
    func testWebMarketInDevComesToWhatOneReckonsByHand() throws {
        let costs = try webMarket("dev", version: "8.4")
        XCTAssertEqual(costs.after.monthly.text(4), "120.9818 to 144.2946")
        XCTAssertTrue(costs.after.isEstimated)
        XCTAssertEqual(costs.after.gaps, [])
    }

    /// Version 8.0 is out of standard support since 2026-08: two vCPUs and two of the standby, at 0.10 to 0.12 an hour
    /// elsewhere, are 292.00 to 350.40 more.
    func testAnOldDatabaseIsTheLargestPartOfTheBill() throws {
        let costs = try webMarket("dev", version: "8.0")
        XCTAssertEqual(costs.after.monthly.text(4), "412.9818 to 494.6946")
    }

    /// prod has a NAT gateway in each zone, with its address: 35.04 and 3.65 more. Flow logs and access logs cost by use.
    func testWebMarketInProdHasAnotherGateway() throws {
        let costs = try webMarket("prod", version: "8.4")
        XCTAssertEqual(costs.after.monthly.text(4), "159.6718 to 182.9846")
        XCTAssertEqual(costs.after.gaps, [])
        XCTAssertTrue(costs.resources.contains { $0.path.description == "Network/FlowLogGroup" && !$0.uses.isEmpty })
    }
}
