/// The actions that policies can name, by service.
///
///     ResourceCatalogue.aws.actions.service("sqs")?.action("sendmessage")?.resources    // ["sqs:*:*:*"]
///
/// They lie in the executable as text, and only the services that somebody asks for are read.
public struct ActionCatalogue: Sendable {
    private let listServices: @Sendable () -> [String]
    private let find: @Sendable (String) -> ServiceActions?

    /// - Parameters:
    ///   - listServices: the prefixes of all services, such as `s3`.
    ///   - find: the actions of one; nil for one that there is not.
    public init(
        listServices: @escaping @Sendable () -> [String] = { [] },
        find: @escaping @Sendable (String) -> ServiceActions? = { _ in nil }
    ) {
        self.listServices = listServices
        self.find = find
    }

    /// The prefixes of all services, sorted by their bytes.
    public var services: [String] { listServices() }

    /// The actions behind a prefix; nil for one that no service has.
    public func service(_ prefix: String) -> ServiceActions? { find(prefix) }
}

/// The actions of one service, as text that stays where it is for as long as the program runs: of many, few are asked
/// for.
public struct ServiceActions: @unchecked Sendable {
    // Nobody writes to a program's constants.
    private let kinds: UnsafeBufferPointer<UInt8>
    private let actions: UnsafeBufferPointer<UInt8>

    /// An action with what it applies to.
    public struct Action: Sendable {
        /// As it is written in policies, without its service's prefix. In lower case where nobody says how it is spelt:
        /// case does not count.
        public let name: String
        /// The ARNs of what it can be allowed on, without `arn:aws:`, such as `sqs:*:*:*`, where `*` stands for anything
        /// and `%` for anything without a slash. None for an action that can be allowed on everything only.
        public let resources: [String]
    }

    /// - Parameters:
    ///   - kinds: kinds of resources between spaces, the formats of one between commas.
    ///   - actions: as in `AddPermission=0,1 ListQueues`: names with the positions of the kinds they apply to, sorted by
    ///     their bytes in lower case.
    init(kinds: UnsafeBufferPointer<UInt8>, actions: UnsafeBufferPointer<UInt8>) {
        self.kinds = kinds
        self.actions = actions
    }

    /// The formats of all ARNs that an action of the service applies to.
    public var resources: [String] { formats.flatMap { $0 } }

    /// The names of all, sorted.
    public var names: [String] { all.map(\.name) }

    /// All whose names a test accepts that knows them in lower case.
    public func actions(where isMeant: (String) -> Bool) -> [Action] {
        all.filter { isMeant($0.name.lowercased()) }
    }

    /// - Parameter name: in lower case, without the prefix.
    public func action(_ name: String) -> Action? {
        let key = Array(name.utf8)
        // Both are beginnings of actions; before `low` all names are smaller, from `high` on all are larger.
        var low = 0
        var high = actions.count
        while low < high {
            var start = low + (high - low) / 2
            while start > low, actions[start - 1] != UInt8(ascii: " ") { start -= 1 }
            let end = self.end(from: start)
            let found = actions[start..<end].prefix { $0 != UInt8(ascii: "=") }.lazy.map(\.lowercase)
            if found.elementsEqual(key) { return action(in: start..<end) { formats(at: $0) } }
            if found.lexicographicallyPrecedes(key) {
                low = min(end + 1, actions.count)
            } else {
                high = start
            }
        }
        return nil
    }

    private func end(from start: Int) -> Int {
        actions[start...].firstIndex(of: UInt8(ascii: " ")) ?? actions.count
    }

    /// - Parameter formats: of the kind of resources at a position.
    private func action(in range: Range<Int>, _ formats: (Int) -> [String]) -> Action {
        let name = range.prefix { actions[$0] != UInt8(ascii: "=") }
        var resources: [String] = []
        var position = 0
        for index in range.dropFirst(name.count + 1) {
            if actions[index] == UInt8(ascii: ",") {
                resources += formats(position)
                position = 0
            } else {
                position = position * 10 + Int(actions[index] - UInt8(ascii: "0"))
            }
        }
        if name.count < range.count { resources += formats(position) }
        return Action(name: text(of: actions, name), resources: resources)
    }

    /// The formats of the kind of resources at a position: those before it are passed over.
    private func formats(at position: Int) -> [String] {
        var start = 0
        for _ in 0..<position {
            start = (kinds[start...].firstIndex(of: UInt8(ascii: " ")) ?? kinds.count - 1) + 1
        }
        let end = kinds[start...].firstIndex(of: UInt8(ascii: " ")) ?? kinds.count
        return formats(in: start..<end)
    }

    /// Those of one kind.
    private func formats(in range: Range<Int>) -> [String] {
        var formats: [String] = []
        var start = range.lowerBound
        for index in range where kinds[index] == UInt8(ascii: ",") {
            formats.append(text(of: kinds, start..<index))
            start = index + 1
        }
        if start < range.upperBound { formats.append(text(of: kinds, start..<range.upperBound)) }
        return formats
    }

    private func text(of bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }

    private var formats: [[String]] {
        var formats: [[String]] = []
        var start = 0
        while start < kinds.count {
            let end = kinds[start...].firstIndex(of: UInt8(ascii: " ")) ?? kinds.count
            formats.append(self.formats(in: start..<end))
            start = end + 1
        }
        return formats
    }

    private var all: [Action] {
        let formats = formats
        var found: [Action] = []
        var start = 0
        while start < actions.count {
            let end = end(from: start)
            found.append(action(in: start..<end) { formats[$0] })
            start = end + 1
        }
        return found
    }
}

extension UInt8 {
    fileprivate var lowercase: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }
}

extension CatalogueText {
    /// The actions behind a prefix, of a catalogue of actions.
    package func service(_ prefix: String) -> ServiceActions? {
        let fields = fields(of: prefix)
        return fields.count == 2 ? ServiceActions(kinds: fields[0], actions: fields[1]) : nil
    }
}
