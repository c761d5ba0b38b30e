import Foundation
import Prices

extension CostModel {
    func monitoring(_ inventory: Inventory) -> [CostItem] {
        alarmsAndMetrics(inventory) + logs(inventory)
    }

    private func alarmsAndMetrics(_ inventory: Inventory) -> [CostItem] {
        var items: [CostItem] = []
        for name in scope.ids(ofType: "AWS::CloudWatch::CompositeAlarm") {
            items.append(
                .init(
                    resource: scope.reference(to: name, type: "AWS::CloudWatch::CompositeAlarm"), tier: .monitoring,
                    what: "composite alarm", quantity: 1, priced: .compositeAlarm))
        }
        for alarm in inventory.alarms {
            let isQuick = (alarm.period ?? 60) < 60
            items.append(
                .init(
                    resource: scope.reference(to: alarm.alarmName, type: "AWS::CloudWatch::Alarm"), tier: .monitoring,
                    what: isQuick ? "alarm, high resolution" : "alarm", quantity: 1,
                    priced: isQuick ? .highResolutionAlarm : .alarm))
        }
        for name in scope.ids(ofType: "AWS::CloudWatch::Dashboard") {
            items.append(
                .init(
                    resource: scope.reference(to: name, type: "AWS::CloudWatch::Dashboard"), tier: .monitoring,
                    what: "dashboard",
                    quantity: 1, priced: .dashboard))
        }
        for instance in inventory.instances where scope.owns(instance) && instance.isBilled {
            guard instance.monitoring?.state == "enabled" else { continue }
            items.append(
                .init(
                    resource: scope.reference(to: instance.instanceId, type: "AWS::EC2::Instance", tags: instance.tags),
                    tier: .monitoring, what: "detailed monitoring, 7 metrics", quantity: 7, priced: .metric))
        }
        return items
    }

    private func logs(_ inventory: Inventory) -> [CostItem] {
        var items: [CostItem] = []
        let databases = inventory.databases.filter(scope.owns).map { "/aws/rds/instance/\($0.identifier)/" }
        for group in inventory.logGroups {
            guard scope.owns(group.logGroupName, nil) || databases.contains(where: group.logGroupName.hasPrefix) else {
                continue
            }
            let gibibytes = group.storedBytes.map { Amount(Double($0) / 1_073_741_824, places: 3) }
            items.append(
                .init(
                    resource: scope.reference(to: group.logGroupName, type: "AWS::Logs::LogGroup"), tier: .monitoring,
                    what: "logs, \(gibibytes.map { "\($0) GiB" } ?? "size unknown")", quantity: gibibytes,
                    priced: .logStorage))
        }
        return items
    }
}
