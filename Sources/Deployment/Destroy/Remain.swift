import AWSAccess

/// Something that is still there although the stack that made it, or for which AWS made it, is gone.
struct Remain: Sendable, Equatable {
    /// What is known of it that decides how it is deleted.
    enum Kind: Sendable, Equatable {
        case bucket, logGroup, databaseSnapshot, clusterSnapshot
        /// What RDS keeps of a deleted database's automated backups; its ``Remain/id`` is that of the database's
        /// resource.
        case automatedBackup(of: String)
        /// The templates that were uploaded for the stack, in the bucket of that name.
        case uploadedTemplates(prefix: String)
        /// One of a type of which each is asked for by itself.
        case retained(RetainedType)
        /// Anything that this tool does not know how to delete.
        case other
    }

    let kind: Kind
    /// The CloudFormation type, or the nearest there is.
    let type: String
    /// The physical ID.
    let id: String
    /// Why it is still there.
    let reason: String
    /// The database or cluster that a snapshot is of.
    var source: String?
    /// Why `--delete-retained` does not touch it; nil for what it deletes.
    var obstacle: String?
    /// What stands between it and its deletion, as it was seen last.
    var state = RetainedState()
    /// Why it is not known whether it is there and nobody's: then it is left alone, and nothing is called destroyed.
    var doubt: String?

    /// Whether `--delete-retained` deletes it.
    var isDeletable: Bool { obstacle == nil && doubt == nil && kind != .other }

    /// What messages call it.
    var title: String {
        switch kind {
        case .bucket: "the bucket \(id)"
        case .logGroup: "the log group \(id)"
        case .databaseSnapshot, .clusterSnapshot: obstacle == nil ? "the final snapshot \(id)" : "the snapshot \(id)"
        case .automatedBackup(let database): "the retained automated backups of \(database) (\(id))"
        case .uploadedTemplates(let prefix): "the uploaded templates in \(id)/\(prefix)"
        case .retained(let type): "the \(type.noun) \(id)"
        case .other: id
        }
    }

    /// What becomes of it where it is deleted.
    var fate: String { if case .retained(let type) = kind { type.fate } else { "deleted with its data" } }

    /// Whether it may still be seen for a while after it is deleted.
    var lingers: Bool { if case .retained(let type) = kind { type.lingers } else { false } }

    /// How somebody deletes it without this tool, where one command does.
    func command(_ connection: AWSConnection) -> String? {
        let command =
            switch kind {
            case .logGroup: "logs delete-log-group --log-group-name '\(id)'"
            case .databaseSnapshot: "rds delete-db-snapshot --db-snapshot-identifier \(id)"
            case .clusterSnapshot: "rds delete-db-cluster-snapshot --db-cluster-snapshot-identifier \(id)"
            case .automatedBackup: "rds delete-db-instance-automated-backup --dbi-resource-id \(id)"
            case .bucket, .uploadedTemplates, .retained, .other: ""
            }
        return command.isEmpty ? nil : "aws \(command) \(connection.shownArguments)"
    }
}

/// What is left, and what could not be looked at.
struct Remains: Sendable, Equatable {
    var things: [Remain] = []
    /// What may be there too, with the reason why that is not known; one line each.
    var unknown: [String] = []

    /// What `--delete-retained` deletes, what is quickly done first, and keys when nothing is left that they encrypt.
    var deletable: [Remain] {
        let deletable = things.filter(\.isDeletable)
        return deletable.filter { $0.kind != .retained(.key) } + deletable.filter { $0.kind == .retained(.key) }
    }
}
