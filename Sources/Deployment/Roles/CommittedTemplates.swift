import Template

/// The templates that a revision of the repository has committed.
///
/// - Parameters:
///   - revision: whatever `git` takes for one, such as `main`.
///   - root: the file name of the root's template.
public typealias CommittedTemplates = @Sendable (_ revision: String, _ root: String) throws -> TemplateTree
