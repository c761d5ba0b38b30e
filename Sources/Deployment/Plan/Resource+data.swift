import AWSResourceCatalogue
import ResourceSchemas
import Template

extension Template.Resource {
    /// Whether data goes where it goes.
    var holdsData: Bool { ResourceCatalogue.aws.isStateful(type) && !isInCluster }
}
