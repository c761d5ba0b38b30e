import Terminal

/// The name of an AWS region on a command line.
enum RegionName {
    /// The value of an option that names another region than the one that is worked in.
    ///
    /// - Throws: `UsageError` for what can be no region's name, and for the same region.
    static func other(_ option: String, in arguments: Arguments, than own: String) throws -> String? {
        guard let name = arguments.value(option) else { return nil }
        guard name.wholeMatch(of: #/[a-z]{2}(-[a-z]+)+-[0-9]{1,2}/#) != nil else {
            throw UsageError("--\(option) is '\(name)'; allowed: an AWS region such as eu-west-1")
        }
        guard name != own else {
            throw UsageError("--\(option) is '\(name)', which is where the database is; name another region")
        }
        return name
    }
}
