/// The types that files of Swift declare, which others beside them must not hide.
package enum DeclaredTypes {
    /// - Parameter text: of a file.
    package static func names(in text: String) -> Set<String> {
        Set(
            text.matches(of: /\b(?:struct|enum|class|actor|protocol|typealias) ([A-Za-z_]\w*)/).map { String($0.1) })
    }
}
