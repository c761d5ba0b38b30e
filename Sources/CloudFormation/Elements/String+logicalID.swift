extension StringProtocol {
    /// Its words as a part of a logical ID, which has letters and digits only: `OrdersByState` of `orders/by-state`.
    package var asPartOfLogicalID: String {
        split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.map { $0.prefix(1).uppercased() + $0.dropFirst() }
            .joined()
    }
}
