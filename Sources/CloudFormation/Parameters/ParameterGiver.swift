/// Who gives a parameter its value.
enum ParameterGiver {
    /// A deployment of the root stack.
    case deployment
    /// The stack around a nested one, in its own terms; nil where it gives none, and the default counts.
    case stackAround(Expression?)
}
