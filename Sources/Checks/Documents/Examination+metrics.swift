import Diagnostics
import Template

extension Examination {
    /// Namespaces and metrics of AWS are called as their services call them.
    ///
    /// - Parameter place: the object with `Namespace` and `MetricName`.
    mutating func checkMetric(in place: PlacedValue, _ stack: Int) {
        let text = wiring.onlyText(of: place.value["Namespace"], in: stack)
        guard let namespace = text, namespace.hasPrefix("AWS/") else { return checkPublished(text, in: place, stack) }
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
            let nearest = Suggestion.nearest(to: name, in: names) ?? MetricNames.meant(by: name, among: names)
        else { return }
        report(
            "unknown-metric", "\(namespace) has no metric \(name)", severity: .warning,
            at: place.path.appending("MetricName"), fix: "did you mean \(nearest)?",
            mend: Suggestion.correction(of: name, in: names).map(Mend.value))
    }

    /// A metric of one's own is called as the filter calls it that makes it of a log: one that differs in a little is
    /// another metric. A namespace that is put together is the same where it is written in the same way.
    ///
    /// - Parameter text: what the namespace says, where that is known.
    private mutating func checkPublished(_ text: String?, in place: PlacedValue, _ stack: Int) {
        guard
            let namespace = place.value["Namespace"].map({ wiring.resolved(WiredValue(expression: $0, stack: stack)) }),
            text != nil || namespace.expression.names.count == 1,
            let name = wiring.onlyText(of: place.value["MetricName"], in: stack)
        else { return }
        let published = publishedMetrics(stack)
        func mayBeIn(_ metric: PublishedMetric) -> Bool {
            guard let text, let other = metric.namespaceText else { return true }
            return text == other
        }
        guard !published.contains(where: { mayBeIn($0) && ($0.name ?? name) == name }) else { return }
        let namespaces = published.filter { $0.name == name }.compactMap(\.namespaceText)
        if let text, let meant = Suggestion.correction(of: text, in: Set(namespaces)) {
            return reportUnpublished(
                "\(text) has no metric \(name): what is published stands in \(meant)", "Namespace", meant,
                published.first { $0.namespaceText == meant && $0.name == name }, at: place)
        }
        let own = published.filter { text == nil ? $0.namespace == namespace : $0.namespaceText == text }
        let names = own.compactMap(\.name)
        guard let meant = Suggestion.correction(of: name, in: Set(names)) ?? unwatched(like: name, among: names, stack)
        else { return }
        reportUnpublished(
            "nothing publishes a metric \(name) in \(text ?? "the namespace"), but \(meant)", "MetricName", meant,
            own.first { $0.name == meant }, at: place)
    }

    /// What a filter makes of a log; nil for what nobody knows.
    private struct PublishedMetric {
        let namespace: WiredValue?
        let namespaceText: String?
        let name: String?
        let filter: WiredResource
    }

    private func publishedMetrics(_ stack: Int) -> [PublishedMetric] {
        wiring.resources(of: "AWS::Logs::MetricFilter", with: stack).flatMap { filter in
            wiring.places(at: "MetricTransformations/*", of: filter).map { transformation in
                let namespace = wiring.member("MetricNamespace", of: transformation.value).map(wiring.resolved)
                return PublishedMetric(
                    namespace: namespace, namespaceText: wiring.text(namespace),
                    name: wiring.text(wiring.member("MetricName", of: transformation.value)), filter: filter)
            }
        }
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
        _ message: String, _ property: String, _ meant: String, _ metric: PublishedMetric?,
        at place: PlacedValue
    ) {
        report(
            "unknown-metric", message, severity: .warning, at: place.path.appending(property),
            notes: [metric.flatMap { note("the filter that publishes it", at: $0.filter) }].compactMap(\.self),
            fix: "did you mean \(meant)?", mend: .value(meant))
    }
}

extension String {
    /// As in `ApplicationErrors`: `Errors`.
    fileprivate var lastWord: Substring? { lastIndex(where: \.isUppercase).map { self[$0...] } }
}
