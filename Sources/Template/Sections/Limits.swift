extension Template {
    /// What CloudFormation accepts in one template ("Understand CloudFormation quotas" in its user guide).
    public enum Limits {
        public static let resources = 500
        public static let parameters = 200
        public static let outputs = 200
        public static let mappings = 200
        public static let mappingAttributes = 200
        public static let mappingKeys = 200
        /// Of a template in S3, which is how nested ones and all that are deployed arrive.
        public static let bytes = 1_048_576
        /// How much of a file is read: enough for any layout of as many bytes as CloudFormation takes.
        public static let readBytes = 16 * 1024 * 1024
        public static let descriptionBytes = 1_024
        /// In characters.
        public static let parameterDescriptionLength = 4_000
        public static let parameterValueBytes = 4_096
        /// Of logical IDs and of the names of parameters, mappings, conditions and outputs, in characters.
        public static let nameLength = 255
    }
}
