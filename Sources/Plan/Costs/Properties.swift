import Prices
import Template

/// The properties of a resource, or a part of them, as a cost model asks for them: by path, as in
/// `LaunchTemplateData/InstanceType`. Where a condition is undecided, every value that may be counts.
struct Properties {
    private let roots: [Template.Expression]

    init(_ resource: PlannedResource) { roots = [.object(resource.properties)] }

    private init(_ roots: [Template.Expression]) { self.roots = roots }

    /// Every value that something may have; nil among them where it may not be there.
    func possible(_ path: String) -> [Template.Expression?] {
        var values: [Template.Expression?] = roots.flatMap(\.branches)
        for key in path.split(separator: "/") {
            values = values.flatMap { value -> [Template.Expression?] in
                guard let value else { return [nil] }
                guard value.object != nil else { return [value] }
                return value[String(key)]?.branches ?? [nil]
            }
        }
        return values.isEmpty ? [nil] : values
    }

    /// A part of them, where it is there.
    func part(_ path: String) -> Properties { Properties(possible(path).compactMap(\.self)) }

    /// Whether something may be there.
    func has(_ path: String) -> Bool { possible(path).contains { $0 != nil } }

    // MARK: - Values

    /// Every text that the value itself may be, where it is no object.
    var ownTexts: [String] { possible("").compactMap { $0?.scalarText } }

    /// Every text that something may be; nil among them where it may not be there.
    ///
    /// - Parameter standard: what holds where it is not there.
    func texts(_ path: String, else standard: String? = nil) throws(Undecided) -> [String?] {
        var texts: [String?] = []
        for value in possible(path) {
            guard let value else {
                if !texts.contains(standard) { texts.append(standard) }
                continue
            }
            guard let text = value.scalarText else { throw Undecided(path, is: value) }
            if !texts.contains(text) { texts.append(text) }
        }
        return texts
    }

    /// As ``texts(_:else:)``, of something that has to be there.
    func required(_ path: String) throws(Undecided) -> [String] {
        var texts: [String] = []
        for text in try self.texts(path) {
            guard let text else { throw Undecided(reason: "\(path.lastPart) is not given") }
            texts.append(text)
        }
        return texts
    }

    /// From the least to the most that a number may be.
    func number(_ path: String, else standard: Amount? = nil) throws(Undecided) -> ClosedRange<Amount> {
        var numbers: [Amount] = []
        for text in try texts(path, else: standard.map { "\($0)" }) {
            guard let text else { throw Undecided(reason: "\(path.lastPart) is not given") }
            guard let number = Amount(text) else { throw Undecided(reason: "\(path.lastPart) is '\(text)'") }
            numbers.append(number)
        }
        let least = numbers.min() ?? 0
        return least...(numbers.max() ?? least)
    }

    /// Every answer to whether something is on; off where it is not there.
    func flags(_ path: String) throws(Undecided) -> [Bool] {
        var flags: [Bool] = []
        for text in try texts(path, else: "false") where !flags.contains(text == "true") {
            flags.append(text == "true")
        }
        return flags
    }

    /// Whether a text that others make up may end in something, as people read it.
    func mayEnd(_ path: String, in ending: String) -> Bool {
        possible(path).contains { value in
            let text = value?.planned ?? ""
            return text.hasSuffix(ending) || text.hasSuffix("\(ending)\"")
        }
    }

    /// Whether something may be on, also where nobody can tell.
    func mayBeOn(_ path: String) -> Bool { (try? flags(path).contains(true)) ?? true }

    /// How many elements a list has; none where it is not there.
    func count(_ path: String) throws(Undecided) -> ClosedRange<Amount> {
        var counts: [ClosedRange<Amount>] = []
        for value in possible(path) {
            guard let value else {
                counts.append(.zero)
                continue
            }
            guard let elements = value.list else { throw Undecided(path, is: value) }
            counts.append(elements.map(\.presence).reduce(.zero, +))
        }
        let least = counts.map(\.lowerBound).min() ?? 0
        return least...max(least, counts.map(\.upperBound).max() ?? 0)
    }

    /// The elements of lists that may be there, each with whether it is.
    func elements(_ path: String) throws(Undecided) -> [(element: Properties, presence: ClosedRange<Amount>)] {
        let lists = possible(path)
        var elements: [(Properties, ClosedRange<Amount>)] = []
        for value in lists {
            guard let value else { continue }
            guard let list = value.list else { throw Undecided(path, is: value) }
            for element in list {
                let presence = lists.count == 1 ? element.presence : 0...element.presence.upperBound
                elements.append((Properties([element]), presence))
            }
        }
        return elements
    }

    /// The names of the resources that something may refer to.
    func references(_ path: String) -> [String] {
        possible(path).flatMap { value -> [String] in
            guard let value else { return [] }
            return (value.list ?? [value]).flatMap(\.branches).compactMap { $0?.plannedResource }
        }
    }
}

extension Undecided {
    fileprivate init(_ path: String, is value: Template.Expression) {
        self.init(reason: "\(path.lastPart) is \(value.planned)")
    }
}

extension String {
    fileprivate var lastPart: String { split(separator: "/").last.map(String.init) ?? self }
}

extension Template.Expression {
    /// What it comes to, whichever way undecided conditions go; nil for nothing.
    fileprivate var branches: [Template.Expression?] {
        switch self {
        case .call(.if, let arguments) where arguments.count == 3: arguments[1].branches + arguments[2].branches
        case .ref("AWS::NoValue"): [nil]
        default: [self]
        }
    }

    /// One for an element that is there, and a range for one that may be.
    fileprivate var presence: ClosedRange<Amount> {
        let branches = branches
        let present = branches.filter { $0 != nil }.count
        return (present == branches.count ? 1 : 0)...(present == 0 ? 0 : 1)
    }

    /// The name of the resource that it refers to.
    fileprivate var plannedResource: String? {
        switch self {
        case .ref(let name), .getAtt(let name, _): name
        default: nil
        }
    }
}
