import AWSSecretsManager

/// What is secret.
public enum SecretContent {
    /// A password that Secrets Manager makes up, and nothing else.
    case password(GeneratedPassword = GeneratedPassword())
    /// JSON with members that everybody may know, and one more that Secrets Manager makes up.
    ///
    ///     let admin = Secret(in: stack.scope("Admin"), .members(["username": "admin", "host": database.endpoint]))
    case members(
        KeyValuePairs<String, Value<String>>, generating: String = "password", GeneratedPassword = GeneratedPassword())
    /// What a deployment is given: a parameter of the root stack that is declared with `noEcho: true`.
    case given(Value<String>)
    /// Nothing before somebody puts it in, as the key of another company's service:
    /// `aws secretsmanager put-secret-value --secret-id ... --secret-string file://...`.
    case putInByHand
}

/// What a password is made of that nobody has to remember.
public struct GeneratedPassword: Sendable {
    /// Which characters there are in it, at least one of each kind.
    public enum Characters: Sendable {
        /// What needs no quotation marks anywhere: in addresses, command lines and configuration files.
        case lettersAndDigits
        /// Punctuation too.
        ///
        /// - Parameter excluded: what cannot be in it, as in `"/@\" "` for RDS.
        case printable(except: String = "")
    }

    let length: Int
    let characters: Characters

    /// - Parameter length: 4 to 4096 characters; of 32 letters and digits nobody guesses any.
    public init(length: Int = 32, _ characters: Characters = .lettersAndDigits) {
        self.length = length
        self.characters = characters
    }
}

extension SecretContent {
    var given: Value<String>? { if case .given(let value) = self { value } else { nil } }

    var generated: SecretsManager.Secret.GenerateSecretString? {
        switch self {
        case .password(let password): password.property()
        case .members(let members, let name, let password):
            password.property(
                beside: .json(JSON(object: members.map { ($0.key, JSON($0.value)) })), as: Value(name))
        case .given, .putInByHand: nil
        }
    }

    /// What Secrets Manager would only refuse while CloudFormation deploys ("GetRandomPassword" in its API reference), or what
    /// would be no secret.
    func check(reportingTo scope: Scope) {
        switch self {
        case .given(let value):
            guard case .string = value.expression else { return }
            scope.report(
                "secret-in-template", "the secret stands in the template, where everybody reads it",
                fix:
                    "give it to the deployment: .given(root.parameter(\"Token\", noEcho: true)), or put it in by hand: .putInByHand"
            )
        case .members(let members, let name, let password):
            let names = Dictionary(grouping: members.map { $0.key } + [name], by: \.self)
            for (name, same) in names.sorted(by: { $0.key < $1.key }) where same.count > 1 {
                scope.report(
                    "duplicate-key", "\(same.count) members of the secret are called \(name)",
                    fix: "give each a name of its own")
            }
            password.check(reportingTo: scope)
        case .password(let password): password.check(reportingTo: scope)
        case .putInByHand: break
        }
    }
}

extension GeneratedPassword {
    fileprivate func check(reportingTo scope: Scope) {
        if (4...4096).contains(length) { return }
        scope.report(
            "out-of-range", "a password of \(length) characters cannot be made up", fix: "choose 4 to 4096 characters")
    }

    /// - Parameters:
    ///   - members: JSON beside which it stands.
    ///   - name: what it is called there.
    fileprivate func property(
        beside members: Value<String>? = nil, as name: Value<String>? = nil
    ) -> SecretsManager.Secret.GenerateSecretString {
        let excluded: Value<String>?
        let excludesPunctuation: Value<Bool>?
        switch characters {
        case .lettersAndDigits: (excluded, excludesPunctuation) = (nil, true)
        case .printable(let characters):
            (excluded, excludesPunctuation) = (characters.isEmpty ? nil : Value(characters), nil)
        }
        return .init(
            excludeCharacters: excluded, excludePunctuation: excludesPunctuation, generateStringKey: name,
            passwordLength: Value(length), secretStringTemplate: members)
    }
}
