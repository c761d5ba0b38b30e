import AppCommands
import AppDeclaration
import Deployment
import Operations

extension Verb {
    /// The tools for day-to-day operations, as verbs of an app's own command.
    ///
    /// ```swift
    /// import AppCommands
    /// import OperationVerbs
    /// import Stacks
    ///
    /// await AppCommand(verbs: Verb.all + Verb.operations(Orders.operations), Orders.app).main()
    /// ```
    ///
    /// `swift run Infra audit --env dev`, `swift run Infra schedule stop --env dev` and so on.
    ///
    /// - Parameter app: what they have to know of it. What it leaves out they find by its type in the app's stacks.
    public static func operations(_ app: OperatedApp = OperatedApp()) -> [Verb] {
        [.audit(app), .backup(app), .cleanup(app), .schedule(app), .load(app), .populate(app)]
    }

    /// Says what an environment costs, what it wastes, and where it is open.
    public static func audit(_ app: OperatedApp = OperatedApp()) -> Verb {
        Verb("audit") { command in AuditCommand(app, of: command) }
    }

    /// Makes and lists snapshots of the database.
    public static func backup(_ app: OperatedApp = OperatedApp()) -> Verb {
        Verb("backup") { _ in BackupManagerCommand(app) }
    }

    /// Deletes old snapshots of the database, and with `--assets` what earlier deployments have uploaded.
    public static func cleanup(_ app: OperatedApp = OperatedApp()) -> Verb {
        Verb("cleanup") { _ in CleanupCommand(app, assets: ArtifactCleanup.perform) }
    }

    /// Stops what nobody needs at night, and starts it again. It stops nothing in an app without working hours.
    public static func schedule(_ app: OperatedApp = OperatedApp()) -> Verb {
        Verb("schedule") { _ in DailySchedulerCommand(app) }
    }

    /// Makes requests to the load balancer, and measures how it answers.
    public static func load(_ app: OperatedApp = OperatedApp()) -> Verb {
        Verb("load") { _ in LoadCommand(app) }
    }

    /// Brings a folder to a bucket.
    public static func populate(_ app: OperatedApp = OperatedApp()) -> Verb {
        Verb("populate") { _ in PopulateCommand(app) }
    }
}
