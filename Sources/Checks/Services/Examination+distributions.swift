import Diagnostics
import Template

extension Examination {
    /// A distribution's behaviours name origins that it has, and its certificate is of the region that CloudFront takes
    /// them from ("DistributionConfig" and "ViewerCertificate" in the Amazon CloudFront API reference).
    mutating func checkDistributions() {
        for (distribution, wiring) in cases(of: "AWS::CloudFront::Distribution") {
            guard let configuration = distribution.value("DistributionConfig") else { continue }
            checkOrigins(of: distribution, configuration, wiring)
            let certificate = wiring.member(
                "AcmCertificateArn", of: wiring.member("ViewerCertificate", of: configuration))
            let parts = wiring.text(certificate)?.split(separator: ":", omittingEmptySubsequences: false) ?? []
            guard parts.count > 3, parts[2] == "acm", !parts[3].isEmpty, parts[3] != "us-east-1",
                parts[1] != "aws-cn"
            else { continue }
            report(
                "certificate-region", "the certificate is of \(parts[3]), and CloudFront takes those of us-east-1",
                at: distribution, .key("DistributionConfig"), .key("ViewerCertificate"), .key("AcmCertificateArn"),
                fix: "make the certificate in us-east-1")
        }
    }

    private mutating func checkOrigins(
        of distribution: WiredResource, _ configuration: WiredValue, _ wiring: Wiring
    ) {
        let groups = wiring.member("Items", of: wiring.member("OriginGroups", of: configuration))
        guard let own = wiring.possibleElements(of: wiring.member("Origins", of: configuration)),
            let grouped = wiring.possibleElements(of: groups), !own.isEmpty
        else { return }
        let ids = (own + grouped).map { wiring.text(wiring.member("Id", of: $0)) }
        guard !ids.contains(nil) else { return }
        let known = ids.compactMap(\.self)
        var behaviours = [
            (wiring.member("DefaultCacheBehavior", of: configuration), [Template.Path.Step.key("DefaultCacheBehavior")])
        ]
        for (index, behaviour) in wiring.placedElements(of: wiring.member("CacheBehaviors", of: configuration)) {
            behaviours.append((behaviour, [.key("CacheBehaviors"), .index(index)]))
        }
        for (behaviour, steps) in behaviours {
            guard let id = wiring.text(wiring.member("TargetOriginId", of: behaviour)), !known.contains(id) else {
                continue
            }
            report(
                "unknown-origin", "the distribution has no origin \(id)", at: distribution,
                steps: [.key("DistributionConfig")] + steps + [.key("TargetOriginId")],
                fix: Suggestion.choice(for: id, in: known))
        }
    }
}
