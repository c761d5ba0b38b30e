import CloudFormation
import Diagnostics

extension TemplateDirectory {
    /// The files and folders of the repository that are not those any more which the templates of the folder name, each at
    /// the line that names it. What is uploaded would be something that nobody has reviewed.
    ///
    /// - Throws: ``TemplateDirectoryError`` for a template that exists and cannot be read.
    public func staleAssets(of assembly: Assembly) throws -> [Diagnostic] {
        guard !assembly.assets.isEmpty else { return [] }
        var problems: [Diagnostic] = []
        for comparison in try compare(with: assembly) where comparison.status != .unchanged {
            for asset in assembly.assets {
                guard let name = asset.objectName, comparison.new?.has(name) == true, comparison.old?.has(name) != true
                else { continue }
                let reviewed = comparison.old == nil ? "there is no template" : "the template names another"
                problems.append(
                    Diagnostic(
                        "stale-template",
                        "\(asset.path) is not what was reviewed: \(reviewed) in \(path)/\(comparison.fileName), and what is here is \(name)",
                        at: asset.location))
            }
        }
        return problems
    }
}

extension [UInt8] {
    fileprivate func has(_ text: String) -> Bool { contains(Array<UInt8>(text.utf8)) }
}
