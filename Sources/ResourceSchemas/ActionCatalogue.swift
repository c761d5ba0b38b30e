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

/// The actions of one service.
public struct ServiceActions: Sendable {
    /// An action with what it applies to.
    public struct Action: Sendable {
        /// As it is written in policies, without its service's prefix. In lower case where nobody says how it is spelt:
        /// case does not count.
        public let name: String
        /// The ARNs of what it can be allowed on, without `arn:aws:`, such as `sqs:*:*:*`, where `*` stands for anything
        /// and `%` for anything without a slash. None for an action that can be allowed on everything only.
        public let resources: [String]
    }

    private let actions: [String: Action]
    /// The formats of all ARNs that an action of the service applies to.
    public let resources: [String]

    /// - Parameters:
    ///   - kinds: kinds of resources between spaces, the formats of one between commas.
    ///   - actions: as in `AddPermission=0,1 ListQueues`: names with the positions of the kinds they apply to.
    init(kinds: String, actions: String) {
        let kinds = kinds.split(separator: " ").map { $0.split(separator: ",").map(String.init) }
        var known: [String: Action] = [:]
        for action in actions.split(separator: " ") {
            let sides = action.split(separator: "=")
            let positions = sides.count > 1 ? sides[1].split(separator: ",").compactMap { Int($0) } : []
            let name = String(sides[0])
            known[name.lowercased()] = Action(name: name, resources: positions.flatMap { kinds[$0] })
        }
        self.actions = known
        resources = kinds.flatMap { $0 }
    }

    /// - Parameter name: in lower case, without the prefix.
    public func action(_ name: String) -> Action? { actions[name] }

    /// The names of all, sorted.
    public var names: [String] { actions.values.map(\.name).sorted() }

    /// All whose names a test accepts that knows them in lower case.
    public func actions(where isMeant: (String) -> Bool) -> [Action] {
        actions.filter { isMeant($0.key) }.map(\.value)
    }
}

extension CatalogueText {
    /// The actions behind a prefix, of a catalogue of actions.
    package func service(_ prefix: String) -> ServiceActions? {
        fields(of: prefix).map { kinds, actions in
            ServiceActions(
                kinds: String(decoding: kinds, as: UTF8.self), actions: String(decoding: actions, as: UTF8.self))
        }
    }
}
