import Prices

extension CostModel {
    /// AWS WAF pricing: the list, and each of its rules.
    func webACL(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        bill.add("web ACL", .named("web-acl", per: .month))
        bill.add("rules") { bill throws(Undecided) in
            let rules = try properties.count("Rules")
            bill.add("\(rules.plainText) rule\(rules == 1...1 ? "" : "s")", .named("web-acl-rule", per: .month), rules)
        }
    }

    func certificateAuthority(_ resource: PlannedResource, _ bill: inout Bill) {
        bill.add("certificate authority") { bill throws(Undecided) in
            let modes = try Properties(resource).texts("UsageMode", else: "GENERAL_PURPOSE")
            bill.add(
                "certificate authority",
                modes.map {
                    let name = $0 == "SHORT_LIVED_CERTIFICATE" ? "private-ca:short-lived" : "private-ca"
                    return .init(item: .named(name, per: .month), quantity: 1...1)
                })
        }
    }

    /// What is in a stack is billed by itself, where its template is at hand.
    func nestedStack(_ resource: PlannedResource, _ bill: inout Bill) {
        guard Properties(resource).has("TemplateURL") else { return }
        bill.addGap("its template is not at hand")
    }

    // MARK: - What is free but for an option

    func certificate(_ resource: PlannedResource, _ bill: inout Bill) {
        guard Properties(resource).mayBe("CertificateExport", ["ENABLED"]) else { return }
        bill.addGap("a certificate that can be exported")
    }

    func parameter(_ resource: PlannedResource, _ bill: inout Bill) {
        guard Properties(resource).mayBe("Tier", ["Advanced"]) else { return }
        bill.addGap("a parameter of the advanced tier")
    }

    func stage(_ resource: PlannedResource, _ bill: inout Bill) {
        guard Properties(resource).mayBeOn("CacheClusterEnabled") else { return }
        bill.addGap("a cache")
    }
}
