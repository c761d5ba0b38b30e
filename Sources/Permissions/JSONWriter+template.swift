import JSON

extension JSONWriter {
    /// A member whose value is a text.
    mutating func member(_ name: String, _ text: String) {
        key(name)
        string(text)
    }

    /// A member that is an object of texts.
    mutating func object(_ name: String, _ members: KeyValuePairs<String, String>) {
        key(name)
        beginObject()
        for (key, text) in members { member(key, text) }
        endObject()
    }

    /// A member that is a list of texts.
    mutating func list(_ name: String, _ texts: [String]) {
        key(name)
        beginList()
        for text in texts {
            element()
            string(text)
        }
        endList()
    }

    /// A text, in which CloudFormation fills in pseudo parameters where it has any.
    mutating func substituted(_ text: String) {
        guard text.contains("${") else { return string(text) }
        beginObject()
        member("Fn::Sub", text)
        endObject()
    }

    mutating func getAtt(_ resource: String, _ attribute: String) {
        beginObject()
        list("Fn::GetAtt", [resource, attribute])
        endObject()
    }
}
