/// Something that is charged by the hour while it runs.
struct SchedulerCharge: Sendable, Hashable {
    /// As messages show it: `t3.micro`, `db.t3.micro mysql Multi-AZ`.
    let name: String

    /// An instance; nil for a type that is not known.
    static func instance(type: String?) -> Self { SchedulerCharge(name: type ?? "an instance of an unknown type") }

    static func database(type: String, engine: String, isMultiAZ: Bool) -> Self {
        SchedulerCharge(name: "\(type) \(engine) \(isMultiAZ ? "Multi-AZ" : "Single-AZ")")
    }
}

/// What things cost, as far as that is known. A price that is not known is never guessed.
struct SchedulerPrices: Sendable {
    /// Where the prices come from and of when they are.
    static let source = "the reference prices of WebMarket+'s description for eu-west-3, 2025-2026"
    /// Hours of an average month.
    static let hoursPerMonth = 730.0
    /// How much of a week is off when things run from Monday to Friday, 8 to 20 o'clock.
    static let officeHoursOff = (168.0 - 5 * 12) / 168

    private static let paris: [String: Double] = ["t3.micro": 0.0118, "db.t3.micro mysql Multi-AZ": 0.034]

    private let prices: [String: Double]

    init(region: String) { prices = region == "eu-west-3" ? Self.paris : [:] }

    /// The price of some things together.
    func total(of charges: [SchedulerCharge]) -> SchedulerCost {
        var cost = SchedulerCost()
        for charge in charges {
            if let price = prices[charge.name] { cost.known += price } else { cost.unknown.insert(charge.name) }
        }
        return cost
    }
}

/// US dollars an hour, and what has to be added to them.
struct SchedulerCost: Sendable, Equatable {
    var known = 0.0
    /// What has no known price, by name.
    var unknown: Set<String> = []

    static func + (one: Self, other: Self) -> Self {
        SchedulerCost(known: one.known + other.known, unknown: one.unknown.union(other.unknown))
    }

    /// The amount for some hours, with so many decimals; `0.0236 + unknown` where a part is not known.
    func text(hours: Double = 1, decimals: Int) -> String {
        let amount = fixed(known * hours, decimals: decimals)
        if unknown.isEmpty { return amount }
        return known == 0 ? "unknown" : "\(amount) + unknown"
    }

    private func fixed(_ amount: Double, decimals: Int) -> String {
        var scale = 1
        for _ in 0..<decimals { scale *= 10 }
        let rounded = Int((amount * Double(scale)).rounded())
        let digits = String(rounded % scale)
        return "\(rounded / scale)." + String(repeating: "0", count: decimals - digits.count) + digits
    }
}
