import StorageConstructs

extension StaticSite {
    /// Where requests are recorded ("Configure standard logging (legacy)" in the Amazon CloudFront developer guide: the
    /// newer kind is configured in us-east-1 only).
    public enum AccessLogs {
        /// Nowhere.
        case none
        /// In a bucket of the site's own, for so many days. Not in regions that an account has to opt in to.
        case keptForDays(Value<Int>)
        /// In a bucket that was there before, with access control lists.
        case into(PrivateBucket)
    }
}

extension StaticSite.AccessLogs {
    func bucket(in scope: Scope) -> PrivateBucket? {
        switch self {
        case .none: return nil
        case .into(let bucket): return bucket
        case .keptForDays(let days):
            let own = PrivateBucket(in: scope.scope("AccessLogs"), objectsKeptForDays: days, oldVersionsKeptForDays: 1)
            // CloudFront lets itself in by an access control list, and no policy does instead. What it writes is the
            // account's.
            own.bucket?.override("OwnershipControls.Rules.0.ObjectOwnership", with: "BucketOwnerPreferred")
            return own
        }
    }
}
