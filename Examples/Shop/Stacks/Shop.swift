import CloudFormation
import MonitoringConstructs
import SiteConstructs

/// A shop: pages at the edge, an API in containers with its database, and a worker that writes a receipt for each order.
public enum Shop {
    public static func app() -> App {
        let app = App()
        let root = app.stack("Shop", description: "A shop: pages, an API, its database, and what works on orders")
        let settings = Settings(in: root)
        root.tag("Environment", settings.environment)

        let site = StaticSite(in: root.nestedStack("Pages", description: "What customers see").scope("Site"))
        let base = Base(in: root, settings)
        let receipts = Receipts(in: root, base)
        let alarms = Alarms(
            in: root.nestedStack("Alarms", description: "Who is told what is wrong").scope("Alarms"),
            name: "shop-\(settings.environment)", email: settings.alarmEmail, when: settings.hasAlarmEmail)
        alarms.watch(base.database, base.orders, receipts.worker)
        API(in: root, settings, base, alarms)

        root.output("Images", base.images.uri, description: "Where the API's image is pushed to")
        root.output("Orders", base.orders.url, description: "Where an order waits for its receipt")
        root.output("Receipts", receipts.bucket.name, description: "Where receipts are kept")
        root.output("SiteUrl", site.url, description: "Where customers go")
        root.output("SiteBucket", site.bucket.name, description: "Where the pages are put")
        root.output(
            "SiteDistribution", site.distribution.id, description: "What shows new pages once it is invalidated")
        return app
    }
}
