/// A class, since the stages of the pipeline hand it on and there may be very many of them.
@usableFromInline final class ResourceRecord {
    let element: Element
    let typeName: String
    let tagging: Tagging
    /// Whether CloudFormation can keep a snapshot of what it deletes; true where nobody knows.
    let hasSnapshots: Bool
    let properties: Properties
    /// Boxed, since most resources have none.
    private var boxedAttributes: AttributesBox?

    init(element: Element, typeName: String, tagging: Tagging, hasSnapshots: Bool, properties: Properties) {
        self.element = element
        self.typeName = typeName
        self.tagging = tagging
        self.hasSnapshots = hasSnapshots
        self.properties = properties
    }

    /// `Ref`, or `Fn::GetAtt` of an attribute.
    @usableFromInline func reference(to attribute: String?, isList: Bool) -> Expression {
        .reference(Reference(element: element, attribute: attribute, isList: isList))
    }

    var attributes: ResourceAttributes? { boxedAttributes?.attributes }

    /// The same as `attributes?.condition`, which copies them all.
    var condition: Condition? { boxedAttributes?.attributes.condition }

    /// The same as `attributes?.deletionPolicy`.
    var deletionPolicy: DeletionPolicy? { boxedAttributes?.attributes.deletionPolicy }

    /// The same as `attributes?.updateReplacePolicy`.
    var updateReplacePolicy: DeletionPolicy? { boxedAttributes?.attributes.updateReplacePolicy }

    /// The same as `attributes?.formerPaths`.
    var formerPaths: [FormerPath] { boxedAttributes?.attributes.formerPaths ?? [] }

    func editAttributes(_ edit: (inout ResourceAttributes) -> Void) {
        let box = boxedAttributes ?? AttributesBox()
        edit(&box.attributes)
        boxedAttributes = box
    }

    private final class AttributesBox {
        var attributes = ResourceAttributes()
    }
}
