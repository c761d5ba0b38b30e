import JSON

extension Template {
    /// The files of nested stacks, by logical ID, where `TemplateURL` names a file and not a template that is
    /// uploaded.
    public var nestedFiles: [(logicalID: String, file: String)] {
        resources.compactMap { id, resource in
            guard resource.type == Resource.stackType, let url = resource.properties["TemplateURL"]?.string,
                !url.hasText("://"), !url.hasPrefix("{{resolve:")
            else { return nil }
            return (id, url)
        }
    }

    /// Where a nested stack has its `TemplateURL`.
    public static func pathOfAddress(of logicalID: String) -> Path {
        Path(.resources, logicalID).appending("Properties").appending("TemplateURL")
    }

    /// The path of a file that another one names: from its own folder, as `aws cloudformation package` takes it.
    ///
    /// - Parameter template: the path of the file that names it, from wherever the result counts too.
    public static func path(of file: String, in template: String) -> String {
        guard !file.hasPrefix("/") else { return file }
        // Beside it, as most are.
        let name = file.hasPrefix("./") ? String(file.dropFirst(2)) : file
        if !name.isEmpty, !name.hasByte(UInt8(ascii: "/")), !name.hasPrefix(".") {
            return template.utf8.lastIndex(of: UInt8(ascii: "/")).map { "\(template[...$0])\(name)" } ?? name
        }
        var parts = template.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        for part in file.split(separator: "/") where part != "." {
            while part == "..", parts.last == "." { parts.removeLast() }
            if part == "..", let last = parts.last, last != "..", !last.isEmpty {
                parts.removeLast()
            } else {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }

    /// A template's text with other addresses of nested stacks, and every other byte as it is.
    ///
    /// - Parameters:
    ///   - text: the bytes that this template was read from.
    ///   - addresses: by logical IDs that are among ``nestedFiles``.
    public func text(_ text: [UInt8], addressing addresses: [String: String]) -> [UInt8] {
        let edits = addresses.compactMap { id, address -> (bytes: Range<Int>, address: String)? in
            bytes(of: Self.pathOfAddress(of: id)).map { ($0, address) }
        }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var rest = text[...]
        for edit in edits.sorted(by: { $0.bytes.lowerBound < $1.bytes.lowerBound }) {
            var writer = JSONWriter()
            writer.string(edit.address)
            result += rest[..<edit.bytes.lowerBound] + writer.bytes
            rest = text[edit.bytes.upperBound...]
        }
        return result + rest
    }
}
