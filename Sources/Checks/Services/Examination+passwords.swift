import Template

extension Examination {
    /// A password that is generated for a database has only characters that RDS takes ("CreateDBInstance" in the Amazon
    /// RDS API reference).
    mutating func checkPasswords() {
        for (secret, wiring) in cases(of: "AWS::SecretsManager::Secret") {
            let generated = secret.value("GenerateSecretString")
            guard let generated, !wiring.isAbsent(generated),
                wiring.text(wiring.member("ExcludePunctuation", of: generated), otherwise: "false") == "false",
                let excluded = wiring.text(wiring.member("ExcludeCharacters", of: generated), otherwise: "")
            else { continue }
            let allowed = "/@\"".filter { !excluded.contains($0) }
            guard !allowed.isEmpty, let database = wiring.database(withPassword: secret) else { continue }
            report(
                "password-characters",
                "the password may have \(allowed.map(String.init).joined(separator: " ")) in it", severity: .warning,
                at: secret, .key("GenerateSecretString"), notes: [("of this database", database)],
                fix: "exclude these: \"ExcludeCharacters\": \"\\\"/@\"")
        }
    }
}

extension Wiring {
    /// A database whose password is read from a secret.
    fileprivate func database(withPassword secret: WiredResource) -> WiredResource? {
        ["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"].lazy.flatMap { type in
            users(type, of: secret, by: "MasterUserPassword's parts") { wiring, database in
                wiring.uses(in: database.value("MasterUserPassword"), of: secret.resource.type)
            }
        }.first {
            uses(in: $0.value("MasterUserPassword"), of: secret.resource.type).contains {
                target(of: $0, type: secret.resource.type) == secret
            }
        }
    }
}
