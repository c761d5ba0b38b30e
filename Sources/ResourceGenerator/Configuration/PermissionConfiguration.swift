import Foundation
import PermissionFacts

/// What the schemas and the service authorization reference get wrong, or leave out, of the actions that handlers call.
///
/// Every entry says why it stands there.
struct PermissionConfiguration: Sendable, Codable {
    /// Actions of handlers that are none of IAM's.
    struct ActionGroup: Sendable, Codable {
        var because: String
        /// What is allowed instead, by the handlers' action; nothing where no policy can allow it.
        var actions: [String: [String]]
    }

    /// The actions of a type whose schema tells of no handlers.
    struct HandlerEntry: Sendable, Codable {
        var source: String
        var create: [String]?
        var read: [String]?
        var update: [String]?
        var delete: [String]?
    }

    /// How the ARNs of a type look, where its name and its primary identifier do not tell.
    struct IdentityEntry: Sendable, Codable {
        /// The reference's kinds, by prefix and name: `rds:db`. None where the type is a part of another resource.
        var kinds: [String]?
        /// The last parts of the ARNs, with `%` where the name stands; the formats' `*` where this is absent.
        var forms: [String]?
        /// The property that gives the name; empty where AWS chooses an identifier.
        var name: String?
        /// How many characters a name has at most.
        var limit: Int?
        var lowercase: Bool?
        /// The property whose value stands before the name.
        var path: String?
        var because: String
    }

    /// The services whose service-linked roles types need.
    struct ServiceLinkedRoles: Sendable, Codable {
        var source: String
        /// By type.
        var services: [String: String]
    }

    var actions: [ActionGroup] = []
    /// By type.
    var handlers: [String: HandlerEntry] = [:]
    /// By type.
    var identities: [String: IdentityEntry] = [:]
    /// By type, what is needed only where a property is given.
    var optional: [String: [HandlerFacts.Dependence]] = [:]
    var serviceLinkedRoles = ServiceLinkedRoles(source: "", services: [:])
    /// By type, why it passes the role of an instance profile that another resource names for it.
    var passing: [String: String] = [:]

    init() {}

    /// Reads the file.
    ///
    /// - Throws: `GenerationError` for a file that cannot be read.
    init(file: URL) throws {
        do {
            self = try PermissionConfiguration(json: Data(contentsOf: file))
        } catch {
            throw GenerationError.unreadableConfiguration(file: file.lastPathComponent, reason: "\(error)")
        }
    }

    /// Every type that an entry is about.
    var types: Set<String> {
        Set(handlers.keys).union(identities.keys).union(optional.keys).union(serviceLinkedRoles.services.keys)
            .union(passing.keys)
    }
}
