extension HTTPAPI {
    /// How something is asked ("HTTP methods" in RFC 9110).
    public enum Method: String, Sendable, CaseIterable {
        /// Reads.
        case get = "GET"
        /// Reads, without the content.
        case head = "HEAD"
        /// Makes something, or has something done.
        case post = "POST"
        /// Replaces.
        case put = "PUT"
        /// Changes in part.
        case patch = "PATCH"
        /// Deletes.
        case delete = "DELETE"
        /// Asks what may be asked.
        case options = "OPTIONS"
    }

    /// Which requests are meant: a method and a path. In the path, `{id}` stands for one part, and `{rest+}` at the end
    /// for all parts that come ("Create routes for HTTP APIs" in the Amazon API Gateway developer guide).
    public struct Route: Sendable {
        /// nil for what no other route takes.
        private let path: String?
        /// nil for all that have no route of their own.
        private let method: Method?
        /// What logical IDs have of it.
        let id: String

        private init(_ method: Method?, _ path: String?, _ id: String?) {
            self.method = method
            self.path = path
            self.id = id ?? Self.id(method, path)
        }

        /// - Parameter id: for the logical ID, where those of two paths would be the same.
        public static func get(_ path: String, id: String? = nil) -> Route { Route(.get, path, id) }

        /// See ``get(_:id:)``.
        public static func head(_ path: String, id: String? = nil) -> Route { Route(.head, path, id) }

        /// See ``get(_:id:)``.
        public static func post(_ path: String, id: String? = nil) -> Route { Route(.post, path, id) }

        /// See ``get(_:id:)``.
        public static func put(_ path: String, id: String? = nil) -> Route { Route(.put, path, id) }

        /// See ``get(_:id:)``.
        public static func patch(_ path: String, id: String? = nil) -> Route { Route(.patch, path, id) }

        /// See ``get(_:id:)``.
        public static func delete(_ path: String, id: String? = nil) -> Route { Route(.delete, path, id) }

        /// See ``get(_:id:)``.
        public static func options(_ path: String, id: String? = nil) -> Route { Route(.options, path, id) }

        /// All methods of a path that have no route of their own. See ``get(_:id:)``.
        public static func any(_ path: String, id: String? = nil) -> Route { Route(nil, path, id) }

        /// Whatever no other route takes.
        public static let otherwise = Route(nil, nil, nil)
    }
}

extension HTTPAPI.Route {
    /// As API Gateway names it.
    var key: String { path.map { "\(method?.rawValue ?? "ANY") \($0)" } ?? "$default" }

    /// The same of routes that take the same requests, whatever their variables are called.
    var requests: String {
        guard let path else { return key }
        let parts = Self.parts(of: path).map { part in
            part.hasPrefix("{") ? (part.hasSuffix("+}") ? "{+}" : "{}") : part
        }
        return "\(method?.rawValue ?? "ANY") /\(parts.joined(separator: "/"))"
    }

    /// Behind the stage in an ARN: its method, and its path with a star for each variable.
    var resource: String {
        guard let path else { return "*" }
        let parts = Self.parts(of: path).map { $0.hasPrefix("{") ? "*" : $0 }
        return "\(method?.rawValue ?? "*")/\(parts.joined(separator: "/"))"
    }

    /// What is wrong with the path, and what to write; nil where nothing is.
    var problem: (message: String, fix: String)? {
        guard let path else { return nil }
        guard path.hasPrefix("/") else {
            return ("\"\(path)\" is no path: it begins with no slash", "write \"/\(path)\"")
        }
        let parts = Self.parts(of: path)
        if path != "/", parts.dropLast().contains("") {
            return ("\"\(path)\" has an empty part", "leave one of the slashes out")
        }
        var variables: Set<String> = []
        for (index, part) in parts.enumerated() {
            guard part.contains("{") || part.contains("}") else {
                if let wrong = part.first(where: { !Self.isAllowed($0) }) {
                    return (
                        "\"\(path)\" has \"\(wrong)\" in it, which a path has not",
                        "write letters, digits and any of -._~!$&'()*+,;=:@%; what is behind ? and # is no part of a path"
                    )
                }
                continue
            }
            let name = part.dropFirst().dropLast(part.hasSuffix("+}") ? 2 : 1)
            let isWhole = part.hasPrefix("{") && part.hasSuffix("}") && !name.isEmpty
            guard isWhole, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }) else {
                return (
                    "\"\(part)\" is no variable: {name} is a whole part of a path, of letters, digits and any of -._",
                    "write \"{id}\""
                )
            }
            if part.hasSuffix("+}"), index < parts.count - 1 {
                return (
                    "\(part) takes all parts that come, and others stand behind it", "write it at the end of the path"
                )
            }
            if !variables.insert(String(name)).inserted {
                return ("\"\(path)\" has the variable \(name) twice", "give each a name of its own")
            }
        }
        return nil
    }

    private static func parts(of path: String) -> [String] {
        path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    }

    /// "Path" in RFC 3986.
    private static func isAllowed(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "-._~!$&'()*+,;=:@%".contains(character))
    }

    /// `GetItemsById` of `GET /items/{id}`.
    private static func id(_ method: HTTPAPI.Method?, _ path: String?) -> String {
        guard let path else { return "Otherwise" }
        let words = parts(of: path).map { part in
            if part.isEmpty { return path == "/" ? "root" : "slash" }
            return part.hasPrefix("{") ? "by \(part)" : String(part)
        }
        return ([method?.rawValue.lowercased() ?? "any"] + words).joined(separator: " ").asPartOfLogicalID
    }
}
