import ResourceSchemas

/// Gives names that are free in one scope of Swift.
struct SwiftScope {
    private var taken: Set<String>

    /// - Parameter reserved: names that mean something already.
    init(reserved: Set<String> = []) { taken = reserved }

    /// A name as near to the wanted one as is free, without backticks.
    mutating func name(_ wanted: String, orWith suffix: String = "") -> String {
        var base = wanted
        if base.isEmpty || base.first?.isNumber == true { base = "value" + base }
        if taken.insert(base).inserted { return base }
        if !suffix.isEmpty, taken.insert(base + suffix).inserted { return base + suffix }
        var number = 2
        while !taken.insert("\(base)\(number)").inserted { number += 1 }
        return "\(base)\(number)"
    }
}
