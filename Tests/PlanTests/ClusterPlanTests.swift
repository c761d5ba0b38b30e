import AWSResourceCatalogue
import Plan
import Template
import XCTest

/// What goes with an instance of a database cluster: nothing, since the cluster has the data.
final class ClusterPlanTests: XCTestCase {
    private func templates(_ resources: String...) throws -> PlannedTemplates {
        let text = #"{ "Resources": { \#(resources.joined(separator: ", ")) } }"#
        return PlannedTemplates(TemplateTree(try Template(parsing: Array(text.utf8), file: "a.json")))
    }

    private let cluster =
        #""Cluster": { "Type": "AWS::RDS::DBCluster", "Properties": { "Engine": "aurora-postgresql" } }"#
    private let reader =
        #""Reader": { "Type": "AWS::RDS::DBInstance", "Properties": { "DBClusterIdentifier": { "Ref": "Cluster" }, "DBInstanceClass": "db.serverless", "Engine": "aurora-postgresql" } }"#
    private let alone =
        #""Alone": { "Type": "AWS::RDS::DBInstance", "Properties": { "DBInstanceClass": "db.t4g.micro", "Engine": "postgres" } }"#

    func testAReaderGoesWithoutData() throws {
        let plan = Plan(from: try templates(cluster, reader), to: try templates(cluster), catalogue: .aws)
        XCTAssertEqual(plan.resources.map(\.action), [.remove])
        XCTAssertFalse(plan.resources[0].holdsData)
        XCTAssertFalse(plan.resources[0].losesData)
    }

    func testAClusterAndAnInstanceOfItsOwnGoWithData() throws {
        let plan = Plan(from: try templates(alone, cluster, reader), to: try templates(), catalogue: .aws)
        XCTAssertEqual(
            plan.resources.filter(\.holdsData).map(\.path.description).sorted(), ["Alone", "Cluster"])
    }
}
