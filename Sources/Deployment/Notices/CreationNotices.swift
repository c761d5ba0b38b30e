import AWSAccess
import Diagnostics
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
            warnings: resources.compactMap { $0.extendedSupportWarning(region: region, today: Day(of: now)) },
            nextSteps: resources.compactMap(\.confirmation))
    }
}

extension EvaluatedResource {
    private func text(_ property: String) -> String? { properties[property]?.text }

    /// That AWS charges for an old version, how much, and what ends it.
    fileprivate func extendedSupportWarning(region: String, today: Day) -> String? {
        guard type == "AWS::RDS::DBInstance", let engine = text("Engine"), let version = text("EngineVersion"),
            let support = ExtendedSupport(
                engine: engine, version: version, instanceClass: text("DBInstanceClass") ?? "",
                multiAZ: text("MultiAZ") == "true", lifecycleSupport: text("EngineLifecycleSupport"), today: today),
            let year = support.year
        else { return nil }
        let item = PricedItem.extendedSupport(engine: engine, version: support.major, year: year)
        let known = PriceBook.reference.price(of: item, in: region)
        let estimate = PriceBook.reference.estimate(of: item, in: region)
        var price = "a price that stands in AWS's price list"
        if let rate = known.map({ $0.usd...$0.usd }) ?? estimate?.usd {
            price = "\(rate.plainText) USD for each vCPU and hour"
            if known == nil { price += " in other regions; that of \(region) is in AWS's price list" }
            if let processors = support.processors {
                let quantity = Amount(processors)...Amount(processors)
                let standby = support.hasStandby ? ", the standby's too" : ""
                price =
                    "about \(item.monthly(quantity, at: rate).text(0)) USD a month for \(processors) vCPUs\(standby) (\(price))"
            }
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
