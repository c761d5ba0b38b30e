import AppDeclaration
import Diagnostics
import Foundation
import Prices

extension Auditor {
    /// What ran while nobody worked, of an environment that is off then: now, or at the last midnight without having been stopped since.
    var nightFindings: [Diagnostic] {
        guard let hours = app.workingHours, hours.environments.contains(scope.environment) else { return [] }
        let isOff = hours.isOff(now)
        let midnight = hours.lastMidnight(before: now)
        let stop = environment.commandLine("daily-scheduler stop", through: connection)
        let instances = inventory.instances.filter { instance in
            guard instance.isBilled, scope.owns(instance) else { return false }
            return isOff || (instance.launchTime.map { $0.date < midnight } ?? false)
        }
        var findings = instances.map { instance in
            let since = instance.launchTime.map { ", since \(hours.text($0.date)) in \(hours.place)" } ?? ""
            return finding(
                .leftOn, scope.reference(to: instance.instanceId, type: "AWS::EC2::Instance", tags: instance.tags),
                "\(instance.instanceType)\(monthlyCost(.instance(type: instance.instanceType))) \(isOff ? "runs now, at \(hours.text(now)) in \(hours.place)" : "ran through the night")\(since)",
                fix: "stop it in the evening with '\(stop)', from cron or on a schedule")
        }
        // RDS does not say since when a database runs.
        if isOff {
            findings += inventory.databases.filter { $0.status == "available" && scope.owns($0) }.map { database in
                let item = PricedItem.database(
                    engine: database.engine, instanceClass: database.instanceClass, multiAZ: database.multiAZ)
                return finding(
                    .leftOn,
                    scope.reference(to: database.identifier, type: "AWS::RDS::DBInstance", tags: database.tags),
                    "\(database.instanceClass)\(monthlyCost(item)) runs now, at \(hours.text(now)) in \(hours.place)",
                    fix:
                        "stop it in the evening with '\(stop) --database', every day: RDS starts it again after seven"
                )
            }
        }
        return findings
    }
}
