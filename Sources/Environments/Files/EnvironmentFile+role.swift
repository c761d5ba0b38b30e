extension EnvironmentFile {
    /// The account of the role that it names; nil where it names none.
    package var roleAccount: String? {
        roleARN?.split(separator: ":", omittingEmptySubsequences: false).dropFirst(4).first.map(String.init)
    }
}
