import Diagnostics

extension Plan {
    /// What AWS is sure to refuse, each as a problem with its place and what to do instead.
    ///
    /// - Parameter allowed: the resources that are tried all the same, as in `Data/Database`.
    public func refusals(allowed: Set<String> = []) -> [Diagnostic] {
        resources.filter { !allowed.contains($0.path.description) }.flatMap { change in
            change.refusals.map { refusal in
                Diagnostic(
                    "change-refused", "AWS refuses what is planned for \(change.path): \(refusal.reason)",
                    at: change.place,
                    fix:
                        "\(refusal.fix); where AWS takes it all the same, deploy with --allow-refused \(change.path)")
            }
        }
    }
}
