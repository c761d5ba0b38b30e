import Template

extension Examination {
    /// A password that is generated for a database has only characters that RDS takes ("CreateDBInstance" in the Amazon
    /// RDS API reference).
    mutating func checkPasswords() {
        for (database, wiring) in cases(of: ["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"]) {
            guard let password = database.value("MasterUserPassword").map(wiring.resolved) else { continue }
            var secrets: [WiredResource] = []
            password.expression.forEachUse(in: password.stack) { use in
                if let secret = wiring.target(of: use, type: "AWS::SecretsManager::Secret") { secrets.append(secret) }
            }
            for secret in secrets { checkCharacters(of: secret, for: database, wiring) }
        }
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
