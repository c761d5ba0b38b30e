import AWSAccess
import CloudFormation
import Diagnostics

extension DeployableTemplates {
    /// The templates of a synthesized app.
    ///
    /// - Throws: ``DiagnosticError`` with every error in the stacks, since what has one is not deployed;
    ///   ``CommandError`` for an app of two root stacks.
    public init(_ assembly: Assembly) throws {
        if assembly.hasErrors {
            throw DiagnosticError(assembly.diagnostics.filter { $0.severity == .error })
        }
        let roots = assembly.templates.filter { $0.stackPath.count == 1 }.map { $0.stackPath.joined() }
        // An environment is one stack; the others would silently be left out.
        guard roots.count < 2 else {
            throw CommandError(
                "several-roots",
                "the app has \(roots.count) root stacks (\(roots.joined(separator: ", "))), and an environment is one; nest them in one, or make an app and a command of each"
            )
        }
        self.init(
            templates: assembly.templates, diagnostics: assembly.diagnostics, suppressions: assembly.suppressions,
            assets: assembly.assets)
    }
}
