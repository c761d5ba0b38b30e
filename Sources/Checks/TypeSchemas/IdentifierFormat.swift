/// How AWS writes the identifiers of resources that have no names.
///
/// EC2's are a word for the type, a hyphen and hexadecimal digits: 17 of them, 8 of what is old ("Resource IDs" in the
/// Amazon EC2 user guide). Anything else is malformed to its operations, and there is nothing of that identifier. Of
/// images the schemas of several types take other letters too.
struct IdentifierFormat {
    private static let prefixes = [
        "AWS::EC2::CapacityReservation": "cr",
        "AWS::EC2::CustomerGateway": "cgw",
        "AWS::EC2::EIP": "eipalloc",
        "AWS::EC2::EgressOnlyInternetGateway": "eigw",
        "AWS::EC2::Image": "ami",
        "AWS::EC2::Instance": "i",
        "AWS::EC2::InternetGateway": "igw",
        "AWS::EC2::LaunchTemplate": "lt",
        "AWS::EC2::NatGateway": "nat",
        "AWS::EC2::NetworkAcl": "acl",
        "AWS::EC2::NetworkInterface": "eni",
        "AWS::EC2::PrefixList": "pl",
        "AWS::EC2::RouteTable": "rtb",
        "AWS::EC2::SecurityGroup": "sg",
        "AWS::EC2::Subnet": "subnet",
        "AWS::EC2::TransitGateway": "tgw",
        "AWS::EC2::TransitGatewayRouteTable": "tgw-rtb",
        "AWS::EC2::VPC": "vpc",
        "AWS::EC2::VPCEndpoint": "vpce",
        "AWS::EC2::VPNGateway": "vgw",
        "AWS::EC2::Volume": "vol",
    ]

    let type: String
    let prefix: String

    /// - Parameter targets: what a property refers to.
    /// - Returns: nil for what is identified otherwise, or in several ways.
    init?(of targets: [ReferenceTarget]) {
        guard targets.count == 1, targets[0].forms == .id, let type = targets[0].type, let prefix = Self.prefixes[type]
        else { return nil }
        self.type = type
        self.prefix = prefix
    }

    /// As in "these are vpc- and 8 or 17 hexadecimal digits".
    var words: String { "\(prefix)- and 8 or 17 \(isOfLetters ? "letters or digits" : "hexadecimal digits")" }

    private var isOfLetters: Bool { type == "AWS::EC2::Image" }

    func allows(_ text: String) -> Bool {
        // EC2 takes a Systems Manager parameter in place of an image, without braces too ("Use AWS Systems Manager
        // parameters instead of AMI IDs").
        if type == "AWS::EC2::Image", text.hasPrefix("resolve:ssm:") { return true }
        guard text.hasPrefix(prefix + "-") else { return false }
        let digits = text.dropFirst(prefix.count + 1)
        return [8, 17].contains(digits.count)
            && digits.allSatisfy { $0.isHexDigit || isOfLetters && ("a"..."z").contains($0) }
    }
}
