import Diagnostics
import Template

extension Examination {
    /// Namespaces and metrics of AWS are called as their services call them.
    ///
    /// - Parameter place: the object with `Namespace` and `MetricName`.
    mutating func checkMetric(in place: PlacedValue, _ stack: Int) {
        guard let namespace = wiring.onlyText(of: place.value["Namespace"], in: stack) else {
            return checkPublishedInComputedNamespace(place, stack)
        }
        guard namespace.hasPrefix("AWS/") else { return checkPublished(namespace, in: place, stack) }
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

    /// A metric of one's own is called as the filter calls it that makes it of a log: one that differs in a little is
    /// another metric.
    private mutating func checkPublished(_ namespace: String, in place: PlacedValue, _ stack: Int) {
        guard let name = wiring.onlyText(of: place.value["MetricName"], in: stack) else { return }
        let filters = wiring.resources(of: "AWS::Logs::MetricFilter", with: stack)
        let published = filters.flatMap { filter in
            wiring.places(at: "MetricTransformations/*", of: filter).map { transformation in
                (
                    namespace: wiring.text(wiring.member("MetricNamespace", of: transformation.value)),
                    name: wiring.text(wiring.member("MetricName", of: transformation.value)), filter: filter
                )
            }
        }
        guard !published.contains(where: { ($0.namespace ?? namespace) == namespace && ($0.name ?? name) == name })
        else { return }
        let namespaces = published.filter { $0.name == name }.compactMap(\.namespace)
        if let meant = Suggestion.correction(of: namespace, in: Set(namespaces)) {
            return reportUnpublished(
                "\(namespace) has no metric \(name): what is published stands in \(meant)", "Namespace", meant,
                published.first { $0.namespace == meant && $0.name == name }?.filter, at: place)
        }
        let names = published.filter { $0.namespace == namespace }.compactMap(\.name)
        guard let meant = Suggestion.correction(of: name, in: Set(names)) ?? unwatched(like: name, among: names, stack)
        else { return }
        reportUnpublished(
            "nothing publishes a metric \(name) in \(namespace), but \(meant)", "MetricName", meant,
            published.first { $0.namespace == namespace && $0.name == meant }?.filter, at: place)
    }

    /// The same where the namespace is put together: one that is written in the same way is the same.
    private mutating func checkPublishedInComputedNamespace(_ place: PlacedValue, _ stack: Int) {
        guard
            let namespace = place.value["Namespace"].map({ wiring.resolved(WiredValue(expression: $0, stack: stack)) }),
            namespace.expression.names.count == 1, let name = wiring.onlyText(of: place.value["MetricName"], in: stack)
        else { return }
        var published: [(name: String, filter: WiredResource)] = []
        for filter in wiring.resources(of: "AWS::Logs::MetricFilter", with: stack) {
            for transformation in wiring.places(at: "MetricTransformations/*", of: filter) {
                let other = wiring.member("MetricNamespace", of: transformation.value).map(wiring.resolved)
                guard let own = wiring.text(wiring.member("MetricName", of: transformation.value)), own != name else {
                    return
                }
                if other == namespace { published.append((own, filter)) }
            }
        }
        let names = published.map(\.name)
        guard let meant = Suggestion.correction(of: name, in: Set(names)) ?? unwatched(like: name, among: names, stack)
        else { return }
        reportUnpublished(
            "nothing publishes a metric \(name) in the namespace, but \(meant)", "MetricName", meant,
            published.first { $0.name == meant }?.filter, at: place)
    }

    /// The only one of some metrics that no alarm looks at, if its name ends in the same word: somebody else may publish
    /// others in the namespace.
    private func unwatched(like name: String, among names: [String], _ stack: Int) -> String? {
        let watched = wiring.resources(of: "AWS::CloudWatch::Alarm", with: stack).flatMap { alarm in
            ["MetricName", "Metrics/*/MetricStat/Metric/MetricName"].flatMap { path in
                wiring.places(at: path, of: alarm).map { wiring.text($0.value) }
            }
        }
        guard !watched.contains(nil) else { return nil }
        let others = Set(names).filter { !watched.contains($0) }
        guard let other = others.first, others.count == 1, let word = name.lastWord, other.lastWord == word else {
            return nil
        }
        return other
    }

    private mutating func reportUnpublished(
        _ message: String, _ property: String, _ meant: String, _ filter: WiredResource?, at place: PlacedValue
    ) {
        report(
            "unknown-metric", message, severity: .warning, at: place.path.appending(property),
            notes: [filter.flatMap { note("the filter that publishes it", at: $0) }].compactMap(\.self),
            fix: "did you mean \(meant)?", mend: .value(meant))
    }
}

extension String {
    /// As in `ApplicationErrors`: `Errors`.
    fileprivate var lastWord: Substring? { lastIndex(where: \.isUppercase).map { self[$0...] } }
}
