import Foundation
import Prices
import Template

/// What whoever creates an environment should know and sees nowhere else: charges that no property names, and what AWS
/// waits for a person to do.
struct CreationNotices: Sendable, Equatable {
    /// To be read before anything is made.
    let warnings: [String]
    /// To be done once it is.
    let nextSteps: [String]
}

extension DeployableTemplates {
    /// The notices about what these templates make.
    ///
    /// - Parameters:
    ///   - values: of the root's parameters; defaults are filled in.
    ///   - region: where.
    ///   - now: when it is.
    func creationNotices(values: [String: String], region: String, now: Date) -> CreationNotices {
        guard let tree else { return CreationNotices(warnings: [], nextSteps: []) }
        let planned = EvaluatedTemplate(
            tree, parameters: values, surroundings: Surroundings(pseudoParameters: ["AWS::Region": region]))
        // What may not exist is nothing to announce.
        let resources = planned.allResources.filter { $0.exists == .yes }.sorted { $0.path < $1.path }
        return CreationNotices(
            warnings: resources.compactMap { $0.extendedSupportWarning(region: region, now: now) },
            nextSteps: resources.compactMap(\.confirmation))
    }
}

extension EvaluatedResource {
    private func text(_ property: String) -> String? { properties[property]?.text }

    /// That AWS charges for an old version, how much, and what ends it.
    fileprivate func extendedSupportWarning(region: String, now: Date) -> String? {
        guard type == "AWS::RDS::DBInstance", let engine = text("Engine"), let version = text("EngineVersion"),
            let support = ExtendedSupport(
                engine: engine, version: version, instanceClass: text("DBInstanceClass") ?? "",
                multiAZ: text("MultiAZ") == "true", lifecycleSupport: text("EngineLifecycleSupport"), now: now),
            let year = support.year
        else { return nil }
        let rate = year.knownPrices
        var price =
            "\(rate.lowerBound) to \(rate.upperBound) USD for each vCPU and hour in other regions; that of \(region) is in AWS's price list"
        if let processors = support.processors {
            // A month as AWS's calculator has it.
            func month(_ usd: Decimal) -> String { (usd * Decimal(processors) * 730).wholeText }
            let standby = support.hasStandby ? ", the standby's too" : ""
            price =
                "about \(month(rate.lowerBound)) to \(month(rate.upperBound)) USD a month for \(processors) vCPUs\(standby) (\(price))"
        }
        let way =
            support.successor.map { successor in
                rootParameters["EngineVersion"].map { "; \($0)=\(successor) ends it" }
                    ?? "; version \(successor) ends it"
            } ?? ""
        return
            "\(path): standard support of \(engine) \(support.major) ended on \(support.standardSupportEnds), and AWS charges RDS Extended Support: \(price)\(way)"
    }

    /// That an address has to confirm its subscription. Amazon SNS Developer Guide, "Email subscription setup and
    /// management": nothing is sent to it before.
    fileprivate var confirmation: String? {
        guard type == "AWS::SNS::Subscription", ["email", "email-json"].contains(text("Protocol")) else {
            return nil
        }
        let address = text("Endpoint") ?? "its address"
        return
            "AWS has written to \(address): nothing else is sent there before the link in that message was followed (\(path))"
    }
}

extension Decimal {
    /// Rounded to a whole number.
    fileprivate var wholeText: String {
        var (result, value) = (Decimal(), self)
        NSDecimalRound(&result, &value, 0, .plain)
        return "\(result)"
    }
}
