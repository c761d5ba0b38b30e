/// Writes elements of SVG and HTML.
package struct Markup {
    package private(set) var text = ""

    package init() {}

    /// An element with what is in it.
    package mutating func element(_ name: String, _ attributes: [(String, String)] = [], _ body: (inout Markup) -> Void)
    {
        start(name, attributes)
        body(&self)
        end(name)
    }

    /// An element with a text in it.
    package mutating func element(_ name: String, _ attributes: [(String, String)] = [], _ content: String) {
        start(name, attributes)
        write(content)
        end(name)
    }

    /// An element with nothing in it, on a line of its own.
    package mutating func empty(_ name: String, _ attributes: [(String, String)] = []) {
        text += "<\(name)" + Self.written(attributes) + "/>\n"
    }

    /// Text as it is read.
    package mutating func write(_ content: String) { text += content.asMarkup }

    /// What is markup already, or a line's end.
    package mutating func write(raw markup: String) { text += markup }

    private mutating func start(_ name: String, _ attributes: [(String, String)]) {
        text += "<\(name)" + Self.written(attributes) + ">"
    }

    private mutating func end(_ name: String) { text += "</\(name)>\n" }

    private static func written(_ attributes: [(String, String)]) -> String {
        attributes.map { " \($0.0)=\"\($0.1.asMarkup)\"" }.joined()
    }
}

extension String {
    /// As it stands between tags, and in an attribute in double quotes. Control characters, and what turns the direction of
    /// a text, are made visible; characters that XML has not are left out.
    package var asMarkup: String {
        var text = ""
        for scalar in withoutTerminalCommands.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            case "\u{FFFE}", "\u{FFFF}": break
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
