/// How CloudFormation calls what has no name.
///
/// The stack's name and the logical ID, each cut to half of what there is room for, and characters of its own. "Name type" in
/// the CloudFormation User Guide says so without the figures; of the stack's name no more is reckoned with than is sure to be
/// there.
public enum GeneratedName {
    /// A pattern of such names.
    ///
    /// - Parameters:
    ///   - stackName: of the root: those of nested stacks begin with it.
    ///   - limit: how many characters a name has at most.
    ///   - isLowercase: whether it has no capitals.
    public static func pattern(of stackName: String, limit: Int = 63, isLowercase: Bool = false) -> String {
        let kept = limit <= 32 ? 5 : (limit - 14) / 2 - 3
        let start = String("\(stackName)-".prefix(kept)) + "*"
        return isLowercase ? start.lowercased() : start
    }
}
