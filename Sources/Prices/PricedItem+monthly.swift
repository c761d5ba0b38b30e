extension PricedItem {
    /// What some of it comes to in a month of 730 hours.
    ///
    /// - Parameter usd: US dollars for one, per ``unit``.
    package func monthly(_ quantity: ClosedRange<Amount>, at usd: ClosedRange<Amount>) -> ClosedRange<Amount> {
        let hours = unit == .hour ? Price.hoursPerMonth : 1
        let low = usd.lowerBound * quantity.lowerBound * hours
        return low...max(low, usd.upperBound * quantity.upperBound * hours)
    }
}
