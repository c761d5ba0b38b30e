import Diagnostics
import Template

extension Examination {
    /// Namespaces and metrics of AWS are called as their services call them.
    ///
    /// - Parameter place: the object with `Namespace` and `MetricName`.
    mutating func checkMetric(in place: PlacedValue, _ stack: Int) {
        guard let namespace = wiring.onlyText(of: place.value["Namespace"], in: stack), namespace.hasPrefix("AWS/")
        else { return }
        guard let names = MetricNames.names(of: namespace) else {
            let known = MetricNames.namespaces
            guard !known.contains(namespace), let nearest = Suggestion.correction(of: namespace, in: known) else {
                return
            }
            return report(
                "unknown-metric", "no service writes into \(namespace)", severity: .warning,
                at: place.path.appending("Namespace"), fix: "did you mean \(nearest)?", mend: .value(nearest))
        }
        guard let name = wiring.onlyText(of: place.value["MetricName"], in: stack), !names.contains(name),
            let nearest = Suggestion.nearest(to: name, in: names)
        else { return }
        report(
            "unknown-metric", "\(namespace) has no metric \(name)", severity: .warning,
            at: place.path.appending("MetricName"), fix: "did you mean \(nearest)?",
            mend: Suggestion.correction(of: name, in: names).map(Mend.value))
    }
}
