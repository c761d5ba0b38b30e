import Foundation

/// Amounts as people read them.
enum Quantity {
    /// Such as `2.0 kB`: decimal units, as S3's bills and the sizes of disks have them.
    static func bytes(_ count: Int) -> String {
        var amount = Double(count)
        var unit = "B"
        for next in ["kB", "MB", "GB", "TB"] where amount >= 999.95 || (unit == "B" && amount >= 1000) {
            (amount, unit) = (amount / 1000, next)
        }
        return unit == "B" ? "\(count) B" : String(format: "%.1f %@", amount, unit)
    }

    static func files(_ count: Int) -> String { count == 1 ? "1 file" : "\(count) files" }
    static func objects(_ count: Int) -> String { count == 1 ? "1 object" : "\(count) objects" }

    /// Such as `8 s` or `3 min 20 s`.
    static func seconds(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
    }
}
