import PermissionFacts
import Template

/// A template, with what a deployment does with its resources.
///
/// What goes is in the template that is deployed, and what comes in the one that is synthesized: permissions for both are
/// those of two uses.
public struct TemplateUse: Sendable {
    let template: EvaluatedTemplate
    let handlers: @Sendable (String) -> Set<HandlerFacts.Handler>

    /// - Parameters:
    ///   - template: the root's, with the stacks that it nests.
    ///   - handlers: what is done with a resource, by its path as in `Data/Database`; everything, for a role that stays.
    public init(
        _ template: EvaluatedTemplate,
        for handlers: @escaping @Sendable (String) -> Set<HandlerFacts.Handler> = { _ in .everything }
    ) {
        self.template = template
        self.handlers = handlers
    }
}
