import MonitoringConstructs

/// What people look at, and what wakes them.
struct MonitoringStack {
    let dashboard: Dashboard
    let dashboardName: Value<String>
    let alarms: Alarms

    init(in root: Stack, _ settings: Settings, _ compute: ComputeStack, _ data: DataStack) {
        let stack = root.nestedStack("Monitoring", description: "The dashboard, and alarms with a topic")
        let service = compute.service
        let database = data.database

        dashboardName = "\(settings.projectName)-dashboard-\(settings.environment)"
        dashboard = Dashboard(
            in: stack, name: dashboardName,
            rows: [
                [
                    .init("CPU Moyen", service.cpu), .init("Instances Actives", service.instancesInService),
                    .init("Trafic HTTP", service.requests),
                ],
                [
                    .init("Temps de réponse (p95)", service.responseTime),
                    .init("Erreurs serveur", service.serverErrors),
                    .init("Base de données : CPU", database.cpu),
                ],
            ])

        alarms = Alarms(
            in: stack.scope("Alarms"), name: settings.name, email: settings.alarmEmail, when: settings.hasAlarmEmail)
        alarms.alarm(
            "UnhealthyInstances",
            "Instances do not answer their health check: look at the target group and the newest release.",
            service.unhealthyInstances, .above, 0, missingData: .fine)
        // Stopped for the night, there are meant to be none; started again, they need minutes to answer.
        alarms.alarm(
            "NoHealthyInstance",
            "No instance at all answers its health check, and the shop is down: look at the group's activity.",
            service.healthyInstances, .below, 1, missingData: .alarming,
            silent: .init(while: service.wantedInstances, .below, 1, andFor: 15))
        alarms.alarm(
            "ServerErrors", "The shop answers with errors of its own: look at the instances' logs.",
            service.serverErrors, .above, 10, missingData: .fine)
        alarms.alarm(
            "LoadBalancerErrors",
            "The load balancer finds no instance to pass requests to: look at the group's activity.",
            service.loadBalancerErrors, .above, 10, missingData: .fine)
        alarms.alarm(
            "DatabaseCPU",
            "The database's processor is nearly used up: look for slow queries, or choose a larger class.",
            database.cpu, .above, 80)
        alarms.alarm(
            "DatabaseStorage",
            "The database has less than 2 GiB left: look at what grows, and at the storage's maximum.",
            database.freeStorage, .below, 2 * 1024 * 1024 * 1024, periods: 1)
        for code in ["SEC200", "SEC203"] {
            stack.suppress(
                code, on: "Alarms/Topic",
                because:
                    "alarms hold names and numbers; the key of AWS would shut CloudWatch out, and only AWS publishes here"
            )
        }
    }
}
