import AWSResourceCatalogue
import Diagnostics
import Prices
import Template
import XCTest

@testable import Plan

/// Plans whose costs are asked for.
struct CostScene {
    var region: String? = "us-east-1"
    var book = PriceBook.reference
    var today = "2026-11-29"

    /// A plan from some resources to others; parameters without a value are as `parameters` declares them.
    func plan(
        from before: String = "", to after: String, parameters: String = "", conditions: String = "",
        given: [String: String] = [:]
    ) throws -> Plan {
        func side(_ resources: String) throws -> PlannedTemplates {
            let text =
                "{ \"Parameters\": { \(parameters) }, \"Conditions\": { \(conditions) }, \"Resources\": { \(resources) } }"
            let template = try Template(parsing: Array(text.utf8), file: "a.json")
            let values = GivenValues(given.mapValues { GivenValues.Value($0) })
            return PlannedTemplates(TemplateTree(template), given: values, region: region)
        }
        return Plan(
            from: try side(before), to: try side(after), catalogue: .aws, prices: book,
            today: try XCTUnwrap(Day(today)))
    }

    /// What resources come to, one line each, as in `Web: t3.micro 7.59`; then what is not in it, by use, and to be known.
    func bill(
        _ resources: String, parameters: String = "", conditions: String = "", given: [String: String] = [:]
    ) throws -> String {
        let plan = try plan(to: resources, parameters: parameters, conditions: conditions, given: given)
        let costs = try XCTUnwrap(plan.costs)
        return costs.resources.flatMap { resource -> [String] in
            let cost = resource.after ?? Cost()
            return cost.lines.map { "\(resource.path): \($0.what) \($0.isEstimated ? "≈ " : "")\($0.monthly.text(2))" }
                + cost.gaps.map { "\(resource.path) not in it: \($0)" }
                + resource.uses.map { "\(resource.path) by use: \($0.text(at: book, in: costs.region))" }
                + resource.notes.map { "\(resource.path) note: \($0)" }
        }.joined(separator: "\n")
    }
}
