/// What a deployment gives to a parameter by itself, since neither a template nor an environment's file can know it.
public enum ParameterSupply: Sendable, Hashable {
    /// The name of the artifact bucket, which differs from account to account.
    case artifactBucket
    /// The folder of that bucket which is the deployed stack's.
    case artifactFolder
    /// The key of what was built, under the hash of its bytes.
    case builtAsset(name: String)
}
