internal import AWSInterfaceData
import ResourceInterfaces

extension InterfaceCatalogue {
    /// The interfaces of the generated modules.
    package static let aws = InterfaceCatalogue(
        UnsafeBufferPointer(start: aws_resource_interfaces_start(), count: aws_resource_interfaces_size()))
}
