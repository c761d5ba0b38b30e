/// What CloudFormation accepts in one template ("Understand CloudFormation quotas" in its user guide).
enum Limits {
    static let resources = 500
    static let parameters = 200
    static let outputs = 200
    static let mappings = 200
    static let mappingAttributes = 200
    static let mappingKeys = 200
    /// Of a template in S3, which is how nested ones and all that `package` uploads arrive.
    static let templateBytes = 1_048_576
    static let descriptionBytes = 1_024
    static let parameterDescriptionLength = 4_000
    static let parameterValueBytes = 4_096
    /// Of logical IDs and of the names of parameters, mappings, conditions and outputs.
    static let nameLength = 255
}
