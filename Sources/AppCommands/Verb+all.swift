import Adoption
import Deployment
import Environments
import Permissions
import Synthesis
import Template

extension Verb {
    /// What every app's command can do, in the order in which one comes to need it.
    public static let all: [Verb] = [
        .synth, .check, .plan, .diagram, .deployRole, .bootstrap, .deploy, .outputs, .events, .drift, .import, .adopt,
        .destroy,
    ]

    /// Compiles the stacks to templates.
    public static let synth = Verb({ SynthesisCommand.syntax(directory: $0.templates) }, named: "synth") {
        SynthesisCommand($0, directory: $1.app.templates, invocation: $1.invocation)
            .run(on: $1.terminal, since: $1.start, $1.app.makeApp)
    }

    /// Says what is wrong with the stacks, or with any template.
    public static let check = Verb({ _ in CheckCommand.syntax }, named: "check") {
        CheckCommand($0, environments: $1.app.parameters).run(on: $1.terminal, $1.app.makeApp)
    }

    /// Says what a deployment, or any other change of templates, would do.
    public static let plan = Verb({ _ in planSyntax }, named: "plan") { arguments, run in
        guard PlanCommand.isOffline(arguments) else {
            let app = run.app
            return await DeployedPlanCommand(planSyntax, described: app.prices) { try app.deployableTemplates() }.run(
                arguments, in: run.context)
        }
        return PlanCommand(
            arguments, templates: run.app.templates, environments: run.app.parameters, described: run.app.prices,
            place: { DeploymentPlace(try run.context.environments.environment($0), region: $1) }
        )
        .run(on: run.terminal, run.app.makeApp)
    }

    private static let planSyntax = PlanCommand.syntax(
        connection: EnvironmentOptions.options(environmentIs: "without --against, what is deployed there is asked"))

    /// Draws the architecture of the stacks, or of any template.
    public static let diagram = Verb({ _ in DiagramCommand.syntax }, named: "diagram") {
        DiagramCommand($0, environments: $1.app.parameters).run(on: $1.terminal, $1.app.makeApp)
    }

    /// Says what deploying an environment, or any template, needs of permissions.
    public static let deployRole = Verb("deploy-role") {
        DeployRoleCommand(templates: $0.deployableTemplates, revision: $0.committedTemplates) {
            try TemplateTree(file: $0)
        }
    }

    /// Makes the roles that deploy an environment, and the bucket for its templates.
    public static let bootstrap = Verb("bootstrap") {
        BootstrapCommand(templates: $0.deployableTemplates, revision: $0.committedTemplates)
    }

    /// Brings an environment to what the templates say.
    public static let deploy = Verb("deploy") {
        DeployCommand(described: $0.prices, templates: $0.reviewedTemplates)
    }

    /// Shows the outputs of an environment.
    public static let outputs = Verb("outputs") { _ in OutputsCommand() }

    /// Tells what the last operation on an environment did.
    public static let events = Verb("events") { EventsCommand(templates: $0.deployableTemplates) }

    /// Shows which deployed resources differ from their templates.
    public static let drift = Verb("drift") { DriftCommand(templates: $0.deployableTemplates) }

    /// Takes resources that exist into an environment.
    public static let `import` = Verb("import") { ImportCommand(templates: $0.deployableTemplates) }

    /// Writes resources that were made by hand in Swift, and takes them into an environment.
    public static let adopt = Verb("adopt") { AdoptCommand(templates: $0.deployableTemplates) }

    /// Deletes an environment.
    public static let destroy = Verb("destroy") { DestroyCommand(templates: $0.deployableTemplates) }
}
