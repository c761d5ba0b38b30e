internal import AWSPermissionData
import PermissionFacts
import ResourceSchemas

extension HandlerCatalogue {
    /// What the handlers of CloudFormation's own types call.
    public static let aws = HandlerCatalogue(
        types: CatalogueText(
            UnsafeBufferPointer(start: aws_permission_handlers_start(), count: aws_permission_handlers_size())),
        formats: CatalogueText(
            UnsafeBufferPointer(start: aws_permission_formats_start(), count: aws_permission_formats_size())))
}
