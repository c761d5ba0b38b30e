import Template

extension PlannedResource {
    /// The property that keeps AWS from deleting it, where it is on.
    var protection: String? {
        for name in ["DeletionProtection", "DeletionProtectionEnabled", "DisableApiTermination"] {
            // Cognito says it in capitals.
            if ["true", "active"].contains(properties[name]?.scalarText?.lowercased()) { return name }
        }
        let attributes = properties["LoadBalancerAttributes"]?.list ?? []
        let name = "deletion_protection.enabled"
        return attributes.contains { $0["Key"]?.string == name && $0["Value"]?.scalarText == "true" } ? name : nil
    }
}
