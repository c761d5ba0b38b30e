/// The way from the outermost value to one within it. To go one step further costs the same however long it is.
indirect enum DecodingPath {
    case root
    case member(any CodingKey, of: DecodingPath)
    case element(Int, of: DecodingPath)

    var keys: [any CodingKey] {
        var keys: [any CodingKey] = []
        var rest = self
        while true {
            switch rest {
            case .root:
                return keys.reversed()
            case .member(let key, let outer):
                keys.append(key)
                rest = outer
            case .element(let index, let outer):
                keys.append(PlainKey(index: index))
                rest = outer
            }
        }
    }
}

/// A key that is no case of a type's own.
struct PlainKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) { (self.stringValue, intValue) = (stringValue, nil) }
    init?(intValue: Int) { self.init(index: intValue) }
    init(index: Int) { (stringValue, intValue) = ("\(index)", index) }
}
