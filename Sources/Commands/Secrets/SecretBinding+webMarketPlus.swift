import Environments

extension [SecretBinding] {
    /// Which environment variables give WebMarket+'s secret parameters. `deploy` reads them; the other commands only
    /// keep them from the programs that they run.
    public static let webMarketPlus = [SecretBinding(environmentVariable: "DB_PASSWORD", parameter: "DBPassword")]
}
