import AWSLambda
import IdentityConstructs

extension Function {
    /// A function of this account and region that was there before. Nothing about it changes, but it can be told to handle
    /// something, and others can be allowed to call it.
    ///
    ///     let scaler = Function.existing(
    ///         in: stack.scope("Scaler"), named: "scaler", role: .existing(in: stack.scope("Scaler"), named: "scaler"),
    ///         timeout: 60)
    ///
    /// - Parameters:
    ///   - scope: its name is what grants call the function, and where what it handles goes.
    ///   - role: in which it acts, for what it needs to handle something.
    ///   - timeout: in seconds, as the function has it; what it handles has to fit.
    public static func existing(
        in scope: Scope, named name: Value<Name<Lambda.Function>>, role: Role, timeout: Int? = nil
    ) -> Function {
        Function(existing: name, in: scope, role: role, timeout: timeout)
    }
}
