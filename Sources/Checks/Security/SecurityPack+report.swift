import Diagnostics

extension Set<SecurityPack> {
    /// What a check with these packs does not find, and other commands do: a suppression of it is not unused here.
    public var foundElsewhere: [DiagnosticKind] {
        let asked = SecurityPack.codes(of: self)
        return DiagnosticFamily.ofAudits + DiagnosticFamily.ofDeployments
            + DiagnosticFamily.ofPacks.filter { !asked.contains($0.code) }
    }
}
