/// Prices that an app's description reckons with. An audit adds up what they are about on its own, and tools fall back
/// on them where AWS's price list is not asked.
public struct DescribedPrices: Sendable, Equatable {
    /// Who says so: the description's title.
    public var source: String
    /// The region that they are of.
    public var region: String
    /// US dollars an hour, as they are written there, by what price tables call a thing: `nat-gateway`,
    /// `instance:t3.micro`.
    public var hourly: [String: String]

    /// Prices from one source, of one region, in US dollars an hour.
    public init(source: String, region: String, hourly: [String: String]) {
        self.source = source
        self.region = region
        self.hourly = hourly
    }
}
