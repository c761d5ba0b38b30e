/// A network with its subnets, each in a tier and a zone.
struct Network: Sendable {
    /// What a subnet can reach, from its route table ("Subnets for your VPC" in the Amazon VPC user guide).
    enum Reach: Sendable, Hashable {
        /// An internet gateway: it can be reached from there too.
        case open
        /// The internet by a NAT gateway or instance.
        case translated
        /// Other networks, by what is named.
        case attached(String)
        /// Nothing but its own network.
        case isolated
        /// No template tells.
        case unknown

        var words: String {
            switch self {
            case .open: "Public"
            case .translated: "Private, out by NAT"
            case .attached(let way): "Private, out by \(way)"
            case .isolated: "Isolated"
            case .unknown: "Routes unknown"
            }
        }

        /// From the internet inwards.
        var depth: Int {
            switch self {
            case .open: 0
            case .translated: 1
            case .attached: 2
            case .unknown: 3
            case .isolated: 4
            }
        }
    }

    /// A subnet.
    struct Subnet: Sendable {
        /// Its path; of one that no template makes, what names it.
        let id: String
        let name: String
        /// As in `10.0.0.0/24`; empty where that is not known.
        let addresses: String
        let reach: Reach
        /// The position of its zone in the network.
        let zone: Int
        /// The position of its row among ``Network/tiers``.
        var tier: Int
        let resource: ShownResource?
    }

    /// Subnets that can reach the same, one a zone.
    struct Tier: Sendable {
        let reach: Reach
    }

    /// The name of a zone that AWS chooses, or that no template tells.
    static let untold = "Zone not told"

    /// Its path; of one that no template makes, a word that is no path.
    let id: String
    let name: String
    /// As in `10.0.0.0/16`, `internet gateway`.
    let facts: [String]
    /// As in `Zone 1`, `eu-west-3a`.
    let zones: [String]
    let tiers: [Tier]
    let subnets: [Subnet]
    /// What makes it; nil where no template does.
    let resource: ShownResource?
    /// Such as route tables.
    let parts: [ShownResource]
    let isUncertain: Bool

    /// Its own and its subnets'.
    var resources: [ShownResource] { [resource].compactMap(\.self) + subnets.compactMap(\.resource) }
}
