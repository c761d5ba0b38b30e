import Template

/// The arguments of a function with where it is called.
struct PlacedCall {
    let arguments: [Template.Expression]
    let path: Template.Path
}
