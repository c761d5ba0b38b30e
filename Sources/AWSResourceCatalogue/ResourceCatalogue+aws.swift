internal import AWSResourceData
import ResourceSchemas

extension ResourceCatalogue {
    /// CloudFormation's resource types.
    public static let aws: ResourceCatalogue = {
        let text = CatalogueText(
            UnsafeBufferPointer(start: aws_resource_catalogue_start(), count: aws_resource_catalogue_size()))
        return ResourceCatalogue(release: text.release, listTypes: { text.typeNames }) { text.entry(of: $0) }
    }()
}
