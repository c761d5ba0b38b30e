/// A version of the AWS CLI.
struct CLIVersion: Comparable, CustomStringConvertible, Sendable {
    let major: Int
    let minor: Int
    let patch: Int

    /// The versions that the end-to-end tests run with: of an older one it is worth saying that it is old when it does
    /// not know a command or an option.
    static let tested = [CLIVersion(1, 46, 3), CLIVersion(2, 38, 5)]

    init(_ major: Int, _ minor: Int, _ patch: Int) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// Reads what `aws --version` writes: `aws-cli/2.38.5 Python/3.14.8 Linux/6.1 ...`.
    init?(_ text: String) {
        guard let match = text.firstMatch(of: #/aws-cli/(\d{1,6})\.(\d{1,6})\.(\d{1,6})/#),
            let major = Int(match.1), let minor = Int(match.2), let patch = Int(match.3)
        else { return nil }
        self.init(major, minor, patch)
    }

    /// Whether it is older than the tested one of its kind.
    var isOld: Bool { Self.tested.contains { $0.major == major && self < $0 } }

    var description: String { "\(major).\(minor).\(patch)" }

    static func < (a: CLIVersion, b: CLIVersion) -> Bool { (a.major, a.minor, a.patch) < (b.major, b.minor, b.patch) }
}
