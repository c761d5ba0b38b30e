import AWSCloudWatch

/// A CloudWatch dashboard: rows of graphs.
public struct Dashboard {
    /// A graph of one or more metrics.
    public struct Graph: Sendable {
        let title: String
        let metrics: [Metric]
        let minimum: Int?

        /// - Parameter minimum: where the vertical axis begins; CloudWatch chooses when not given.
        public init(_ title: String, _ metrics: Metric..., minimum: Int? = 0) {
            self.title = title
            self.metrics = metrics
            self.minimum = minimum
        }
    }

    /// The width of a dashboard in CloudWatch's units.
    private static let width = 24
    private static let rowHeight = 6

    /// The dashboard itself.
    public let dashboard: Resource<CloudWatch.Dashboard>
    private let name: Value<String>

    /// - Parameters:
    ///   - name: unique in the account.
    ///   - rows: graphs from left to right, rows from the top down. The graphs of a row are equally wide.
    public init(in scope: Scope, name: Value<String>, rows: [[Graph]]) {
        let widgets = rows.enumerated().flatMap { index, row in
            row.enumerated().map { column, graph in
                graph.widget(
                    x: column * Self.width / row.count, y: index * Self.rowHeight, width: Self.width / row.count,
                    height: Self.rowHeight)
            }
        }
        dashboard = scope.add(
            "Dashboard",
            CloudWatch.Dashboard(
                dashboardBody: .lines(.json(["widgets": JSON(widgets)])), dashboardName: name))
        self.name = name
    }

    /// A dashboard with the row of each thing, in this order.
    ///
    ///     let dashboard = Dashboard(in: stack, name: "shop", of: [service, database])
    ///
    /// - Parameter name: unique in the account.
    public init(in scope: Scope, name: Value<String>, of things: [any Monitored]) {
        self.init(in: scope, name: name, rows: things.map(\.dashboardRow))
    }

    /// The page that shows it.
    ///
    /// - Parameter scope: of the stack that says so, which gets the table of AWS's consoles.
    public func url(in scope: Scope) -> Value<String> {
        Console(in: scope).url("/cloudwatch/home?region=\(AWS.region)#dashboards:name=\(name)")
    }
}

extension Dashboard.Graph {
    /// As "Dashboard body structure and syntax" in the CloudWatch user guide describes it.
    fileprivate func widget(x: Int, y: Int, width: Int, height: Int) -> JSON {
        var properties: [(String, JSON)] = [
            ("title", JSON(Value<String>(title))), ("view", "timeSeries"), ("region", JSON(AWS.region)),
            ("metrics", JSON(metrics.map(\.widget))),
        ]
        if let minimum { properties.append(("yAxis", ["left": ["min": JSON(Value<Int>(minimum))]])) }
        return [
            "type": "metric", "x": JSON(Value<Int>(x)), "y": JSON(Value<Int>(y)), "width": JSON(Value<Int>(width)),
            "height": JSON(Value<Int>(height)), "properties": JSON(object: properties),
        ]
    }
}

extension Metric {
    fileprivate var widget: JSON {
        var options: [(String, JSON)] = [
            ("stat", JSON(Value<String>(statistic.rawValue))), ("period", JSON(Value<Int>(period))),
        ]
        if let label { options.append(("label", JSON(Value<String>(label)))) }
        var parts: [JSON] = [JSON(Value<String>(namespace)), JSON(Value<String>(name))]
        for dimension in dimensions { parts += [JSON(Value<String>(dimension.name)), JSON(dimension.value)] }
        return JSON(parts + [JSON(object: options)])
    }
}
