internal import AWSResourceData
import ResourceSchemas

extension ResourceCatalogue {
    /// CloudFormation's resource types, and the actions of all services.
    public static let aws: ResourceCatalogue = {
        let text = CatalogueText(
            UnsafeBufferPointer(start: aws_resource_catalogue_start(), count: aws_resource_catalogue_size()))
        let actions = CatalogueText(
            UnsafeBufferPointer(start: aws_resource_actions_start(), count: aws_resource_actions_size()))
        let values = ValueListText(
            UnsafeBufferPointer(start: aws_resource_values_start(), count: aws_resource_values_size()))
        let changes = CatalogueText(
            UnsafeBufferPointer(start: aws_resource_changes_start(), count: aws_resource_changes_size()))
        return ResourceCatalogue(
            release: text.release, listTypes: { text.names },
            actions: ActionCatalogue(listServices: { actions.names }) { actions.service($0) },
            values: { values.list($0) }, changes: { changes.changes(of: $0) }, entry: { text.entry(of: $0) })
    }()
}
