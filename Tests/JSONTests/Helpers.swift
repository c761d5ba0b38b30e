import JSON

/// Parses text.
func parse(_ text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) -> JSONValue {
    try JSONValue(parsing: Array(text.utf8), limits: limits)
}

/// What is wrong with a text, with its place; nil when nothing is.
func problem(_ bytes: some Sequence<UInt8>, limits: JSONLimits = JSONLimits()) -> String? {
    do throws(JSONError) {
        _ = try JSONValue(parsing: Array(bytes), limits: limits)
        return nil
    } catch {
        return error.description
    }
}

func problem(_ text: String, limits: JSONLimits = JSONLimits()) -> String? {
    problem(text.utf8, limits: limits)
}
