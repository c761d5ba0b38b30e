/// Where a template names the file of one that it nests.
package struct NestedName {
    /// Nil where that is in no file.
    package let place: Diagnostic.Place?
    /// Of the nested stack.
    package let logicalID: String
    /// As in `Properties.TemplateURL`.
    package let property: String

    package init(_ place: Diagnostic.Place?, logicalID: String, property: String) {
        self.place = place
        self.logicalID = logicalID
        self.property = property
    }
}
