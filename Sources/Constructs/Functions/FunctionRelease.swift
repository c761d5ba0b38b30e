import AWSLambda

/// A name under which a function is called, and which leads to the version of its code that was published last.
///
/// What calls the function calls the alias then, so that it can be led back to an older version by hand, and a deployment
/// changes over at once.
public struct FunctionRelease {
    let alias: String
    let release: Value<String>?

    /// - Parameters:
    ///   - alias: as in `live`.
    ///   - release: publishes a version whenever it changes; whenever the code changes when not given. A change of memory
    ///     or variables alone publishes none.
    public init(alias: String = "live", release: Value<String>? = nil) {
        self.alias = alias
        self.release = release
    }
}

extension Function {
    /// Each published version is a resource of its own to Lambda, and one to the template: another description replaces it.
    static func publish(
        _ publishing: FunctionRelease, of function: Resource<Lambda.Function>, _ code: FunctionCode, in scope: Scope
    ) -> (version: Resource<Lambda.Version>, alias: Resource<Lambda.Alias>) {
        let identity = publishing.release ?? code.identity
        if identity == nil {
            scope.report(
                "function-release",
                "nobody can tell when the code of \(scope.id) changes, since it depends on parameters",
                fix: "say when to publish it: FunctionRelease(release: \"1\")")
        }
        let version = scope.add(
            "Version", Lambda.Version(functionName: function.functionName, description: identity))
        let alias = scope.add(
            "Alias",
            Lambda.Alias(
                functionName: function.functionName, functionVersion: version.version, name: Value(publishing.alias)))
        return (version, alias)
    }
}
