/// Names that say that what they name is a secret. A template has no other word for it: what its author writes out, and
/// does not take from a parameter with `NoEcho` or from a store, is as plain to CloudFormation as any other value.
package enum SecretName {
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
        ends.contains(where: word(name).hasSuffix) && !isHarmless(name)
    }

    /// What stands somewhere in the names of secrets.
    private static let parts = [
        "password", "passwd", "passphrase", "secret", "token", "credential", "privatekey", "presharedkey", "apikey",
        "accesskey",
    ]

    /// Whether a name may be that of a secret, whatever follows: of a variable, say, that runs somewhere. Rather once too
    /// often.
    package static func mayMatch(_ name: String) -> Bool { parts.contains(where: word(name).contains) }

    private static func word(_ name: String) -> String { name.lowercased().filter { $0 != "_" && $0 != "-" } }

    static func isHarmless(_ name: String) -> Bool { harmless.contains(name) }
}
