import Template

extension Examination {
    /// The first user of a database has a name and a password that RDS takes ("CreateDBInstance" in the Amazon RDS API
    /// reference).
    mutating func checkDatabaseUsers() {
        for (database, wiring) in cases(of: ["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"]) {
            if let engine = wiring.text(database.value("Engine")),
                let name = wiring.text(database.value("MasterUsername"))?.lowercased(),
                Self.reservedUsers.contains(where: { engine.contains($0.key) && $0.value.contains(name) })
            {
                report(
                    "reserved-user", "\(name) is a name that \(engine) keeps for itself", at: database,
                    .key("MasterUsername"), fix: "choose another name")
            }
            guard let password = database.value("MasterUserPassword").map(wiring.resolved) else { continue }
            var secrets: [WiredResource] = []
            password.expression.forEachUse(in: password.stack) { use in
                if let secret = wiring.target(of: use, type: "AWS::SecretsManager::Secret") { secrets.append(secret) }
            }
            for secret in secrets { checkCharacters(of: secret, for: database, wiring) }
        }
    }

    /// By a part of the engine's name.
    private static var reservedUsers: [String: Set<String>] {
        [
            "postgres": ["admin", "rdsadmin", "rdsrepladmin", "rds_superuser"], "mysql": ["rdsadmin"],
            "mariadb": ["rdsadmin"], "oracle": ["rdsadmin", "sys", "system"], "sqlserver": ["rdsadmin", "rdsa"],
        ]
    }

    private mutating func checkCharacters(of secret: WiredResource, for database: WiredResource, _ wiring: Wiring) {
        let generated = secret.value("GenerateSecretString")
        guard ownStacks.contains(secret.stack), let generated, !wiring.isAbsent(generated),
            wiring.text(wiring.member("ExcludePunctuation", of: generated), otherwise: "false") == "false",
            let excluded = wiring.text(wiring.member("ExcludeCharacters", of: generated), otherwise: "")
        else { return }
        let allowed = "/@\"".filter { !excluded.contains($0) }
        guard !allowed.isEmpty else { return }
        report(
            "password-characters", "the password may have \(allowed.map(String.init).joined(separator: " ")) in it",
            severity: .warning, at: secret, .key("GenerateSecretString"), notes: [("of this database", database)],
            fix: "exclude these: \"ExcludeCharacters\": \"\\\"/@\"")
    }
}
