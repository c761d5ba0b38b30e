import SecurityConstructs

/// How clients of a cache say who they are.
public enum CacheLogin {
    /// By a token that their role makes itself, and that holds for a quarter of an hour ("Authenticating with IAM" in the Amazon
    /// ElastiCache user guide). There is nothing to steal or to renew; the client has to make a new one for each connection.
    case iam
    /// By a password that Secrets Manager makes up, for clients that know nothing else. The secret has it as `password`, and
    /// the user as `username`.
    case passwordInOwnSecret
    /// By a password that is there already: a secret with 16 to 128 characters, and nothing else in it.
    case password(in: Secret)
}
