import AWSECS
import IdentityConstructs

/// A secret that a container finds in its environment, where nobody else does: it is read when the container starts, and
/// stands neither in the template nor in the task definition.
///
///     let login: ContainerSecret = .secret(
///         database.managedSecretArn, as: ["DATABASE_USER": "username", "DATABASE_PASSWORD": "password"])
///     let token: ContainerSecret = .parameter("shop/token", as: "TOKEN")
///
/// A container that runs does not notice when a secret changes; a new deployment reads it anew ("Pass sensitive data to an
/// Amazon ECS container" in its developer guide).
public struct ContainerSecret: Sendable {
    /// Variables with what ECS reads them from.
    let variables: [(name: String, source: Value<ECS.SecretSource>)]
    /// What reading them takes.
    let statements: [PolicyStatement]
    /// What is wrong with how it is named; nil where nothing is, or nobody can tell yet.
    private let problem: String?

    /// A whole secret of Secrets Manager.
    ///
    /// - Parameters:
    ///   - arn: with the six characters that Secrets Manager puts behind the name.
    ///   - variable: what the container calls it.
    ///   - key: the key of Key Management Service that encrypts it, where that is one's own.
    public static func secret(
        _ arn: Value<ARN<SecretsManager.Secret>>, as variable: String, encryptedBy key: (any EncryptionKey)? = nil
    ) -> ContainerSecret {
        ContainerSecret(secret: arn.text, [(variable, .secret(arn))], key)
    }

    /// Members of a secret of Secrets Manager that is JSON.
    ///
    /// - Parameters:
    ///   - members: the member that each variable is: `["DATABASE_PASSWORD": "password"]`.
    ///   - key: the key of Key Management Service that encrypts it, where that is one's own.
    public static func secret(
        _ arn: Value<ARN<SecretsManager.Secret>>, as members: KeyValuePairs<String, String>,
        encryptedBy key: (any EncryptionKey)? = nil
    ) -> ContainerSecret {
        ContainerSecret(secret: arn.text, members.map { ($0.key, .text("\(arn):\($0.value)::")) }, key)
    }

    /// Members of a secret whose ARN is text, such as ``MySQLDatabase/managedSecretArn``.
    @_disfavoredOverload
    public static func secret(
        _ arn: Value<String>, as members: KeyValuePairs<String, String>, encryptedBy key: (any EncryptionKey)? = nil
    ) -> ContainerSecret {
        secret(Value<ARN<SecretsManager.Secret>>(reinterpreting: arn), as: members, encryptedBy: key)
    }

    /// A parameter of Systems Manager in this account and region.
    ///
    /// - Parameters:
    ///   - name: as in `/shop/token`; with or without the first slash where there are others.
    ///   - variable: what the container calls it.
    ///   - key: the key of Key Management Service that encrypts it, where that is one's own.
    public static func parameter(
        _ name: String, as variable: String, encryptedBy key: (any EncryptionKey)? = nil
    ) -> ContainerSecret {
        let path = name.hasPrefix("/") ? String(name.dropFirst()) : name
        let arn: Value<ARN<SSM.Parameter>> =
            "arn:\(AWS.partition):ssm:\(AWS.region):\(AWS.accountID):parameter/\(path)"
        return ContainerSecret(
            variables: [(variable, .parameter(arn: arn))],
            statements: [PolicyStatement(actions: ["ssm:GetParameters"], resources: [arn.text])]
                + PolicyStatement.use(of: key, ["kms:Decrypt"]), problem: nil)
    }

    private init(
        secret arn: Value<String>, _ variables: [(String, Value<ECS.SecretSource>)], _ key: (any EncryptionKey)?
    ) {
        self.init(
            variables: variables.map { (name: $0, source: $1) },
            statements: [PolicyStatement(actions: ["secretsmanager:GetSecretValue"], resources: [arn])]
                + PolicyStatement.use(of: key, ["kms:Decrypt"]),
            problem: arn.literal.flatMap { $0.hasPrefix("arn:") ? nil : $0 })
    }

    private init(
        variables: [(name: String, source: Value<ECS.SecretSource>)], statements: [PolicyStatement], problem: String?
    ) {
        self.variables = variables
        self.statements = statements
        self.problem = problem
    }

    /// Says what is wrong with how it is named, if anything is.
    func reportProblem(to scope: Scope) {
        guard let problem else { return }
        scope.report(
            "container-secret", "\"\(problem)\" is no ARN, by which ECS finds a secret and the role may read it",
            fix: "write the secret's ARN, which Secrets Manager shows: arn:aws:secretsmanager:...")
    }
}
