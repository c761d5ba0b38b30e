import JSON

extension String {
    /// Whether something is written into it at the deployment ("Dynamic references" in the CloudFormation user guide).
    var hasDynamicReference: Bool {
        // Most have no brace at all.
        hasByte(UInt8(ascii: "{")) && hasText("{{resolve:")
    }
}
