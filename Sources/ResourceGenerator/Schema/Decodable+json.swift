import JSON

extension Decodable {
    /// Reads a value from a JSON text.
    ///
    /// - Throws: `JSONError` with the place of what does not fit.
    init(json bytes: some Sequence<UInt8>) throws(JSONError) {
        self = try JSONValue(parsing: Array(bytes)).decoded()
    }
}
