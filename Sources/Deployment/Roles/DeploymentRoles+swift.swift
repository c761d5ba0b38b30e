import Migration
import Permissions
import Template

extension DeploymentRoles {
    /// The roles' stack as Swift, to be kept and changed in an app of its own: it makes the same template as
    /// ``template(_:)``.
    var swiftFiles: [SwiftFile] {
        let source = MigrationSource(TemplateTree(template(RoleStack())), named: swiftName)
        return Migration(source, named: swiftName).files
    }

    /// `ShopProdRoles` for `shop-prod`.
    private var swiftName: String {
        let words = place.stackName.split { !$0.isLetter && !$0.isNumber }
        return words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined() + "Roles"
    }
}
