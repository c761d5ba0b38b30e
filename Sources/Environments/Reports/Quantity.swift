import AWSAccess
import Foundation

/// Amounts as people read them.
package enum Quantity {
    /// Such as `2.0 KiB`.
    package static func bytes(_ count: Int) -> String {
        var amount = Double(count)
        var unit = "B"
        // The next unit also where one decimal place would round up to it.
        for next in ["KiB", "MiB", "GiB", "TiB"] where amount >= (unit == "B" ? 1024 : 1023.95) {
            (amount, unit) = (amount / 1024, next)
        }
        return unit == "B" ? "\(count) B" : String(format: "%.1f %@", amount, unit)
    }

    package static func files(_ count: Int) -> String { count == 1 ? "1 file" : "\(count) files" }
    package static func objects(_ count: Int) -> String { count == 1 ? "1 object" : "\(count) objects" }

    /// Such as `8 s` or `3 min 20 s`.
    package static func seconds(_ seconds: Double) -> String {
        let whole = Int(clamping: seconds.rounded(.up))
        return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
    }
}
