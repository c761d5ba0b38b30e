/// What was found of `${...}` in literals where somebody took them for the text of an `Fn::Sub`.
///
/// Very much takes such braces for itself: policy variables (`${aws:username}`), shells, state machines, mapping
/// templates, dashboards. So only what can hardly mean anything else counts: pseudo parameters, and the names of what
/// the template declares, these not in scripts and documents, which have names of their own.
struct LiteralSubstitutions {
    /// By place and name: once for each text is enough, of however many pieces it is made.
    var found: Set<[String]> = []
}
