import Template

extension Examination {
    /// A certificate is validated, by itself where that is possible, and for its own domains ("DNS validation" in the AWS
    /// Certificate Manager user guide).
    mutating func checkCertificates() {
        for (certificate, wiring) in cases(of: "AWS::CertificateManager::Certificate") {
            guard let domain = wiring.text(certificate.value("DomainName"))?.asDomain else { continue }
            let options = certificate.value("DomainValidationOptions")
            if wiring.isAbsent(options), wiring.text(certificate.value("ValidationMethod")) == "DNS",
                let zone = wiring.publicZone(of: domain, with: certificate.stack)
            {
                let path = Template.Path(.resources, certificate.logicalID).appending("Properties")
                reportOnce(
                    "certificate-validation",
                    "nobody makes the record that validates \(domain), and the deployment waits for it",
                    severity: .warning, at: path, notes: [note("its zone", at: zone)].compactMap(\.self),
                    fix: "add DomainValidationOptions with the domain and the zone's ID")
            }
            checkOptions(of: certificate, domain, wiring)
        }
    }

    private mutating func checkOptions(of certificate: WiredResource, _ domain: String, _ wiring: Wiring) {
        let alternatives = certificate.value("SubjectAlternativeNames")
        let others = wiring.elements(of: alternatives).map { wiring.text($0)?.asDomain }
        guard !others.contains(nil), wiring.isAbsent(alternatives) || !others.isEmpty else { return }
        let domains = [domain] + others.compactMap(\.self)
        for (index, option) in wiring.placedElements(of: certificate.value("DomainValidationOptions")) {
            let steps: [Template.Path.Step] = [.key("DomainValidationOptions"), .index(index)]
            guard let own = wiring.text(wiring.member("DomainName", of: option))?.asDomain else { continue }
            // Without its star, a wildcard is validated by the same record.
            if !domains.contains(own), !domains.contains("*." + own) {
                report(
                    "certificate-validation", "the certificate is not for \(own)", at: certificate,
                    steps: steps + [.key("DomainName")], fix: "name one of \(domains.joined(separator: ", "))")
                continue
            }
            checkMail(of: option, own, steps, of: certificate, wiring)
            let id = wiring.member("HostedZoneId", of: option)
            guard let zone = wiring.target(of: id, type: "AWS::Route53::HostedZone"),
                let name = wiring.text(zone.value("Name"))?.asDomain
            else { continue }
            let plain = own.hasPrefix("*.") ? String(own.dropFirst(2)) : own
            guard plain != name, !plain.hasSuffix("." + name) else { continue }
            report(
                "certificate-validation", "\(own) is not in the zone \(name), which is to have its record",
                at: certificate, steps: steps + [.key("HostedZoneId")], notes: [("the zone", zone)],
                fix: "choose the zone of \(own)")
        }
    }
}

extension Examination {
    /// "DomainValidationOption" in the AWS Certificate Manager API reference.
    private mutating func checkMail(
        of option: WiredValue, _ domain: String, _ steps: [Template.Path.Step], of certificate: WiredResource,
        _ wiring: Wiring
    ) {
        guard let mailed = wiring.text(wiring.member("ValidationDomain", of: option))?.asDomain, mailed != domain,
            !domain.hasSuffix("." + mailed)
        else { return }
        report(
            "certificate-validation", "\(mailed) is neither \(domain) nor a domain that it is in", at: certificate,
            steps: steps + [.key("ValidationDomain")], fix: "name the domain itself, or one that it is in")
    }
}

extension Wiring {
    /// The public zone of the templates that a domain is in.
    fileprivate func publicZone(of domain: String, with stack: Int) -> WiredResource? {
        resources(of: "AWS::Route53::HostedZone", with: stack).first { zone in
            guard isAbsent(zone.value("VPCs")), let name = text(zone.value("Name"))?.asDomain else { return false }
            return domain == name || domain.hasSuffix("." + name)
        }
    }
}
