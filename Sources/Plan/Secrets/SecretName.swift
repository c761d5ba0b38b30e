/// Names that say that what they name is a secret. A template has no other word for it: what its author writes out, and
/// does not take from a parameter with `NoEcho` or from a store, is as plain to CloudFormation as any other value.
enum SecretName {
    /// What such names end in, in small letters and without what parts words: `MasterUserPassword`, `LEDGER_PASSWORD`.
    private static let ends = [
        "password", "passwords", "passwd", "passphrase", "secret", "token", "privatekey", "secretkey",
        "secretaccesskey",
        "secretstring", "presharedkey", "apikey", "apikeyvalue", "authenticationmaterial", "keytab", "hostkeybody",
        "activationkey",
    ]

    /// Of what holds none whatever names are in it: how a secret is generated, and in which unit tokens live.
    private static let harmless = ["GenerateSecretString", "TokenValidityUnits"]

    static func matches(_ name: String) -> Bool {
        let word = name.lowercased().filter { $0 != "_" && $0 != "-" }
        return ends.contains(where: word.hasSuffix) && !isHarmless(name)
    }

    static func isHarmless(_ name: String) -> Bool { harmless.contains(name) }
}
