/// A resource that can be asked what it has: by an aspect, or by a rule of one's own.
public protocol DescribedResource {
    var summary: ResourceSummary { get }
}

/// A resource with what it has at some moment of synthesis.
public struct ResourceSummary {
    let record: ResourceRecord
    let logicalID: String
    let properties: [Expression.Entry]
    let deletionPolicy: DeletionPolicy?

    init(
        _ record: ResourceRecord, logicalID: String, properties: [Expression.Entry], deletionPolicy: DeletionPolicy?
    ) {
        self.record = record
        self.logicalID = logicalID
        self.properties = properties
        self.deletionPolicy = deletionPolicy
    }
}

extension DescribedResource {
    /// Its name in its template.
    public var logicalID: String { summary.logicalID }
    /// The construct path, as in `Shop/Data/Orders`.
    public var path: String { summary.record.element.path }
    /// The name that it was added under.
    public var id: String { summary.record.element.id }
    /// As in `AWS::SQS::Queue`.
    public var typeName: String { summary.record.typeName }
    /// What was said of it when it leaves the stack; nil where nothing was.
    public var deletionPolicy: DeletionPolicy? { summary.deletionPolicy }

    /// What a property, or a part of one, holds: `bucket["VersioningConfiguration.Status"]`.
    ///
    /// - Parameter path: named as CloudFormation does, from the outside in; list elements by their index.
    public subscript(path: String) -> PropertyContent {
        PropertyContent(at: path.propertyKeys, in: summary.properties)
    }

    /// Whether it is this very resource, as the one that all others write to and that is left out.
    public func `is`<Type>(_ resource: Resource<Type>) -> Bool { resource.element === summary.record.element }
}

extension String {
    /// The keys of a path: `VersioningConfiguration.Status`.
    var propertyKeys: [String] { split(separator: ".", omittingEmptySubsequences: false).map(String.init) }
    /// Those of a property's path, from the resource in.
    var keysOfProperty: [String] { ["Properties"] + propertyKeys }
}
