import Foundation
import Prices

/// When nobody works: from 20:00 to 07:00 and at weekends, in Paris.
struct WorkingHours: Sendable {
    private let calendar: Calendar

    init() {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Europe/Paris") ?? .gmt
        self.calendar = calendar
    }

    /// Whether nobody works at a time.
    func isOff(_ date: Date) -> Bool {
        let parts = calendar.dateComponents([.hour, .weekday], from: date)
        let hour = parts.hour ?? 12
        // Sunday is 1.
        let isWeekend = [1, 7].contains(parts.weekday ?? 2)
        return isWeekend || hour < 7 || hour >= 20
    }

    /// The last midnight before a time, when everything should have been off.
    func lastMidnight(before date: Date) -> Date { calendar.startOfDay(for: date) }

    /// A day and a time of day in Paris, for people.
    func text(_ date: Date) -> String {
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
        func two(_ number: Int?) -> String { number.map { $0 < 10 ? "0\($0)" : "\($0)" } ?? "??" }
        return "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day)) \(two(parts.hour)):\(two(parts.minute))"
    }
}

extension Auditor {
    /// What of dev ran while nobody worked: now, or at the last midnight without having been stopped since.
    var nightFindings: [Finding] {
        guard scope.environment == "dev" else { return [] }
        let hours = WorkingHours()
        let isOff = hours.isOff(now)
        let midnight = hours.lastMidnight(before: now)
        let instances = inventory.instances.filter { instance in
            guard instance.isBilled, scope.owns(instance) else { return false }
            return isOff || (instance.launchTime.map { $0.date < midnight } ?? false)
        }
        var findings = instances.map { instance in
            let since = instance.launchTime.map { ", since \(hours.text($0.date)) in Paris" } ?? ""
            return Finding(
                .leftOn, scope.reference(to: instance.instanceId, type: "AWS::EC2::Instance", tags: instance.tags),
                "\(instance.instanceType)\(monthlyCost(.instance(type: instance.instanceType))) \(isOff ? "runs now, at \(hours.text(now)) in Paris" : "ran through the night")\(since)",
                fix: "stop it in the evening with 'make stop ENV=\(environment.name)', from cron or on a schedule")
        }
        // RDS does not say since when a database runs.
        if isOff {
            findings += inventory.databases.filter { $0.status == "available" && scope.owns($0) }.map { database in
                let item = PricedItem.database(
                    engine: database.engine, instanceClass: database.instanceClass, multiAZ: database.multiAZ)
                return Finding(
                    .leftOn,
                    scope.reference(to: database.identifier, type: "AWS::RDS::DBInstance", tags: database.tags),
                    "\(database.instanceClass)\(monthlyCost(item)) runs now, at \(hours.text(now)) in Paris",
                    fix:
                        "stop it in the evening with 'make stop ENV=\(environment.name) ARGS=--database', every day: RDS starts it again after seven"
                )
            }
        }
        return findings
    }
}
