extension Template {
    /// A resource: a view of its object, in which attributes that nobody knows stay as they are.
    public struct Resource: SectionMember, Hashable {
        /// All attributes.
        public let object: Object
        /// As in `AWS::SQS::Queue`; empty where a macro is to make one.
        public let type: String

        public init?(_ value: Expression) {
            guard case .object(let object) = value else { return nil }
            self.object = object
            type = Self.type(in: object)
        }

        private static func type(in object: Object) -> String {
            // It mostly stands first.
            if !object.isEmpty, case .string(let type) = object.entries[0].value, object.entries[0].key == "Type" {
                return type
            }
            return object["Type"]?.string ?? ""
        }

        /// - Parameters:
        ///   - type: as in `AWS::SQS::Queue`.
        ///   - condition: the name of the one under which it exists.
        ///   - dependsOn: logical IDs.
        ///   - deletionPolicy: `Delete`, `Retain`, `RetainExceptOnCreate` or `Snapshot`, or a function with
        ///     `AWS::LanguageExtensions`.
        ///   - updateReplacePolicy: the same for the one that an update replaces.
        public init(
            type: String, condition: String? = nil, dependsOn: [String] = [], creationPolicy: Expression? = nil,
            updatePolicy: Expression? = nil, deletionPolicy: Expression? = nil,
            updateReplacePolicy: Expression? = nil, metadata: Expression? = nil, properties: Object = [:]
        ) {
            var entries = [Object.Entry("Type", .string(type))]
            func add(_ key: String, _ value: Expression?) {
                if let value { entries.append(Object.Entry(key, value)) }
            }
            add("Condition", condition.map(Expression.string))
            if !dependsOn.isEmpty { add("DependsOn", .list(dependsOn.map(Expression.string))) }
            add("CreationPolicy", creationPolicy)
            add("UpdatePolicy", updatePolicy)
            add("DeletionPolicy", deletionPolicy)
            add("UpdateReplacePolicy", updateReplacePolicy)
            add("Metadata", metadata)
            if !properties.isEmpty { add("Properties", .object(properties)) }
            object = Object(entries)
            self.type = type
        }

        public var value: Expression { .object(object) }

        /// Empty where a macro makes all of them.
        public var properties: Object { object["Properties"]?.object ?? [:] }
        /// The name of the condition under which it exists.
        public var condition: String? { object["Condition"]?.string }
        /// Logical IDs, whether one stands there or a list.
        public var dependsOn: [String] { object["DependsOn"]?.oneOrMany ?? [] }
        public var creationPolicy: Expression? { object["CreationPolicy"] }
        public var updatePolicy: Expression? { object["UpdatePolicy"] }
        public var deletionPolicy: Expression? { object["DeletionPolicy"] }
        public var updateReplacePolicy: Expression? { object["UpdateReplacePolicy"] }
        public var metadata: Object { object["Metadata"]?.object ?? [:] }

        /// The attributes that CloudFormation knows.
        public static let attributeNames = [
            "Type", "Properties", "Condition", "DependsOn", "CreationPolicy", "UpdatePolicy", "DeletionPolicy",
            "UpdateReplacePolicy", "Metadata",
        ]
    }
}

extension Template.Expression {
    /// The strings of a list, or the one that stands in its place.
    var oneOrMany: [String] {
        if case .list(let elements) = self { elements.compactMap(\.string) } else { string.map { [$0] } ?? [] }
    }
}
