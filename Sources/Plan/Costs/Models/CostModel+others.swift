import Prices

extension CostModel {
    /// AWS WAF pricing: the list, and each of its rules; some of AWS's groups of rules and all of others are subscribed to.
    func webACL(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        bill.add("web ACL", .named("web-acl", per: .month))
        bill.add("rules") { bill throws(Undecided) in
            let rules = try properties.count("Rules")
            bill.add("\(rules.plainText) rule\(rules == 1...1 ? "" : "s")", .named("web-acl-rule", per: .month), rules)
            for (rule, _) in try properties.elements("Rules") {
                let group = rule.part("Statement/ManagedRuleGroupStatement")
                guard group.has("Name"), !group.mayBe("VendorName", ["AWS"]) || group.mayBe("Name", Self.subscribed)
                else { continue }
                let names = (try? group.texts("Name").compactMap(\.self)) ?? []
                bill.addGap("the subscription to \(names.isEmpty ? "rules" : names.joined(separator: " or "))")
            }
        }
    }

    /// Those of AWS that cost a fee by the month.
    private static let subscribed: Set<String> = [
        "AWSManagedRulesACFPRuleSet", "AWSManagedRulesATPRuleSet", "AWSManagedRulesAntiDDoSRuleSet",
        "AWSManagedRulesBotControlRuleSet",
    ]

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

    /// AWS Secrets Manager pricing: a replica is billed as a secret.
    func secret(_ resource: PlannedResource, _ bill: inout Bill) {
        bill.add("secret") { bill throws(Undecided) in
            let secrets = try Properties(resource).count("ReplicaRegions") + (1...1)
            bill.add(secrets.times("secret"), .secret, secrets)
        }
    }

    /// AWS KMS pricing, "Key rotation".
    func key(_ resource: PlannedResource, _ bill: inout Bill) {
        bill.add("kms key", .named("kms-key", per: .month))
        guard Properties(resource).mayBeOn("EnableKeyRotation") else { return }
        bill.note("its first two rotations make a key cost as much again each")
    }

    // MARK: - What is free, or billed by use, but for an option

    func certificate(_ resource: PlannedResource, _ bill: inout Bill) {
        guard Properties(resource).mayBe("CertificateExport", ["ENABLED"]) else { return }
        bill.addGap("a certificate that can be exported")
    }

    /// AWS Systems Manager User Guide, "Managing parameter tiers": with intelligent tiering, what it stores decides.
    func parameter(_ resource: PlannedResource, _ bill: inout Bill) {
        bill.add("parameter") { bill throws(Undecided) in
            let tiers = try Properties(resource).texts("Tier", else: "Standard").compactMap(\.self)
            bill.add(
                "parameter of the advanced tier",
                tiers.map { tier in
                    .init(
                        item: tier == "Standard" ? nil : .named("parameter:advanced", per: .month),
                        quantity: (tier == "Advanced" ? 1 : 0)...(tier == "Standard" ? 0 : 1))
                })
        }
    }

    /// Amazon API Gateway pricing: a cache by its size in GB.
    func stage(_ resource: PlannedResource, _ bill: inout Bill) {
        let properties = Properties(resource)
        guard properties.mayBeOn("CacheClusterEnabled") else { return }
        bill.add("cache") { bill throws(Undecided) in
            let sizes = try properties.required("CacheClusterSize")
            let isSure = try properties.flags("CacheClusterEnabled") == [true]
            bill.add(
                "cache of \(sizes.joined(separator: " or ")) GB",
                sizes.map { .init(item: .named("api-cache:\($0)", per: .hour), quantity: (isSure ? 1 : 0)...1) })
        }
    }

    /// Amazon CloudFront pricing: addresses of its own for a certificate.
    func distribution(_ resource: PlannedResource, _ bill: inout Bill) {
        let path = "DistributionConfig/ViewerCertificate/SslSupportMethod"
        let properties = Properties(resource)
        guard properties.mayBe(path, ["vip"]) else { return }
        bill.add("addresses of its own for the certificate") { bill throws(Undecided) in
            bill.add(
                "addresses of its own for the certificate",
                try properties.texts(path).map {
                    .init(item: $0 == "vip" ? .named("distribution-addresses", per: .month) : nil, quantity: 1...1)
                })
        }
    }
}
