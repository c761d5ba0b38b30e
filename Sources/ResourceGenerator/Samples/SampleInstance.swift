/// The JSON of one resource, built from its schema by something that knows nothing of this generator.
struct SampleInstance: Sendable, Equatable, Decodable {
    /// `AWS::EC2::VPC`
    let type: String
    /// Counts the instances of one type.
    let index: Int
    let properties: JSONTree
}
