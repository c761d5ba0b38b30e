extension DiagnosticFamily {
    static let securityPacks = DiagnosticFamily(
        title: "Packs of security rules",
        summary: "Found by `check --pack NAME`, beside those of the family Security that a template shows.",
        kinds: securityOfStorage + securityOfDatabases + securityOfNetwork + securityOfCompute + securityOfAccess
            + securityOfMessaging + securityOfDelivery + securityOfAnalytics)
}
