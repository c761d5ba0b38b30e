/// What CloudFormation calls on behalf of a resource type, and what of the type's Amazon Resource Names is known before a
/// resource is made.
public struct HandlerFacts: Sendable, Equatable {
    /// What CloudFormation does with a resource. That it also lists them is for those who look, and not for deployments.
    public enum Handler: String, Sendable, CaseIterable, Comparable {
        case create, read, update, delete

        public static func < (left: Self, right: Self) -> Bool { left.position < right.position }

        private var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// How the ARNs of a type look.
    public struct Names: Sendable, Equatable, Codable {
        /// As the service authorization reference writes them, and an action's resources are compared with:
        /// `rds:*:*:db:*`.
        public var formats: [String]
        /// With `%` where the name stands: `rds:*:*:db:%`.
        public var forms: [String]
        /// The property that gives the name; nil where AWS chooses an identifier.
        public var name: String?
        /// How many characters a name has at most, which decides how much of the stack's name a generated one begins with.
        public var limit: Int?
        /// Whether a generated name has no capitals.
        public var isLowercase: Bool
        /// The property whose value stands before the name, with slashes around it.
        public var path: String?
        /// The property for the tags that conditions on `aws:ResourceTag` see from the resource's first moment on; nil where
        /// there is none, or they come later.
        public var tags: String?

        /// - Parameters:
        ///   - formats: as the reference writes them.
        ///   - forms: with `%` where the name stands.
        public init(
            formats: [String], forms: [String], name: String? = nil, limit: Int? = nil, isLowercase: Bool = false,
            path: String? = nil, tags: String? = nil
        ) {
            self.formats = formats
            self.forms = forms
            self.name = name
            self.limit = limit
            self.isLowercase = isLowercase
            self.path = path
            self.tags = tags
        }

        private enum CodingKeys: String, CodingKey {
            case formats, forms, name, limit
            case isLowercase = "lowercase"
            case path, tags
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            formats = try container.decode([String].self, forKey: .formats)
            forms = try container.decodeIfPresent([String].self, forKey: .forms) ?? formats
            name = try container.decodeIfPresent(String.self, forKey: .name)
            limit = try container.decodeIfPresent(Int.self, forKey: .limit)
            isLowercase = try container.decodeIfPresent(Bool.self, forKey: .isLowercase) ?? false
            path = try container.decodeIfPresent(String.self, forKey: .path)
            tags = try container.decodeIfPresent(String.self, forKey: .tags)
        }

        /// Encodes what there is.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(formats, forKey: .formats)
            if forms != formats { try container.encode(forms, forKey: .forms) }
            try container.encodeIfPresent(name, forKey: .name)
            try container.encodeIfPresent(limit, forKey: .limit)
            if isLowercase { try container.encode(true, forKey: .isLowercase) }
            try container.encodeIfPresent(path, forKey: .path)
            try container.encodeIfPresent(tags, forKey: .tags)
        }
    }

    /// Actions that a resource needs only where it has a property.
    public struct Dependence: Sendable, Equatable, Codable {
        /// The paths of the properties, any of which asks for them.
        public var with: [String]
        /// As in `s3:PutReplicationConfiguration`, or `s3tables:*` for a whole service.
        public var actions: [String]
        /// Half a sentence for people.
        public var because: String

        /// - Parameter with: paths of properties.
        public init(with: [String], actions: [String], because: String) {
            self.with = with
            self.actions = actions
            self.because = because
        }
    }

    /// The actions that each handler calls, as policies name them: `ec2:CreateVpc`, some with a `*` at their end.
    public var actions: [Handler: [String]] = [:]
    /// Nil where the type is no resource of IAM's, or nobody knows which.
    public var names: Names?
    /// The properties that refer to other resources which the actions apply to: their paths, by the other's type.
    public var references: [String: [String]] = [:]
    /// What is needed only where a property is given.
    public var dependences: [Dependence] = []
    /// The service of which the type may need the service-linked role, such as `rds.amazonaws.com`.
    public var serviceLinkedRole: String?
    /// Whether it passes the role of an instance profile that another resource names for it.
    public var passesInstanceRoles = false

    /// Facts of a type whose handlers call nothing.
    public init() {}
}

extension HandlerFacts: Codable {
    private enum CodingKeys: String, CodingKey {
        case handlers
        case names = "arns"
        case references = "refersTo"
        case dependences = "only"
        case serviceLinkedRole, passesInstanceRoles
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        // The names of a service's actions stand behind its prefix, so that this is written once.
        let handlers = try container.decodeIfPresent([String: [String: String]].self, forKey: .handlers) ?? [:]
        for (name, services) in handlers {
            guard let handler = Handler(rawValue: name) else { continue }
            actions[handler] = services.sorted { $0.key < $1.key }.flatMap { prefix, names in
                names.utf8.split(separator: UInt8(ascii: " ")).map { "\(prefix):\(Substring($0))" }
            }
        }
        names = try container.decodeIfPresent(Names.self, forKey: .names)
        references = try container.decodeIfPresent([String: [String]].self, forKey: .references) ?? [:]
        dependences = try container.decodeIfPresent([Dependence].self, forKey: .dependences) ?? []
        serviceLinkedRole = try container.decodeIfPresent(String.self, forKey: .serviceLinkedRole)
        passesInstanceRoles = try container.decodeIfPresent(Bool.self, forKey: .passesInstanceRoles) ?? false
    }

    /// Encodes what there is.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        var handlers: [String: [String: String]] = [:]
        for (handler, actions) in actions where !actions.isEmpty {
            var services: [String: [Substring]] = [:]
            for action in actions {
                guard let colon = action.firstIndex(of: ":") else { continue }
                services[String(action[..<colon]), default: []].append(action[action.index(after: colon)...])
            }
            handlers[handler.rawValue] = services.mapValues { $0.sorted().joined(separator: " ") }
        }
        if !handlers.isEmpty { try container.encode(handlers, forKey: .handlers) }
        try container.encodeIfPresent(names, forKey: .names)
        if !references.isEmpty { try container.encode(references, forKey: .references) }
        if !dependences.isEmpty { try container.encode(dependences, forKey: .dependences) }
        try container.encodeIfPresent(serviceLinkedRole, forKey: .serviceLinkedRole)
        if passesInstanceRoles { try container.encode(true, forKey: .passesInstanceRoles) }
    }
}
