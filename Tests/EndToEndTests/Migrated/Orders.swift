import AWSSQS

/// Orders that wait
public enum Orders {
    public static func app() -> App {
        let app = App()
        let stack = app.stack("Orders", description: "Orders that wait")
        let projectName = stack.parameter("ProjectName", default: "migrated")
        let tier = stack.parameter("Tier")

        let waiting = Waiting(in: stack.nestedStack("Waiting"), tier: tier)
        stack.add("Told", SQS.Queue(tags: ["Of": waiting.ordersArn.text, "Project": projectName]))

        return app
    }
}
