import Template

/// A value in the properties of a resource that is not written out, or that is an ARN, with what its place wants.
struct SchemaUse {
    let value: Template.Expression
    let path: Template.Path
    /// Of the value.
    let schema: Schema
    /// What it may refer to; nil where nothing is known of that.
    let target: [ReferenceTarget]?

    /// The property's name.
    var property: String { path.property }
}

extension Template.Path {
    /// The name of the property that what stands here is given to, be it in a list or in functions.
    var property: String {
        let name = steps.last { step in
            if case .key(let key) = step { !key.isFunctionKey } else { false }
        }
        return name?.description ?? ""
    }
}
