import JSON

extension String {
    /// Whether something is written into it at the deployment ("Dynamic references" in the CloudFormation user guide).
    var hasDynamicReference: Bool {
        hasText("{{resolve:")
    }
}
