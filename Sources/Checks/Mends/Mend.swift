import Diagnostics
import JSON
import Template

/// What mends a problem with what stands at a path, where that is mechanical.
enum Mend {
    /// The literal becomes another one.
    case value(String)
    /// The key becomes another one.
    case key(String)
    /// One name in the value, such as that of a reference, becomes another one.
    case name(String, String)
    /// It is left out.
    case removal
    /// The resource waits for another one.
    case dependency(on: String)
    /// More strings in a list that stands elsewhere, or beside the one that stands in its place.
    case elements([String], at: Template.Path)
}

extension Mend {
    /// What has to be written, and where; empty where nobody can tell the place.
    ///
    /// - Parameter place: the line that declares it, of a template that Swift made.
    func edits(of template: Template, at path: Template.Path, declaredAt place: Diagnostic.Place?) -> [Edit] {
        if case .source(let location)? = place {
            return [edit(of: template, at: path, in: location)].compactMap(\.self)
        }
        return [edit(of: template, at: path)].compactMap(\.self)
    }

    // MARK: - In Swift

    /// Names are strings there, so that what is left has to be one too.
    private func edit(of template: Template, at path: Template.Path, in location: SourceLocation) -> Edit? {
        let change: (old: String, new: String)?
        switch self {
        case .value(let new): change = template[path]?.scalarText.map { ($0, new) }
        case .key(let new): if case .key(let old)? = path.steps.last { change = (old, new) } else { change = nil }
        case .name(let old, let new): change = (old, new)
        case .removal, .dependency, .elements: change = nil
        }
        return change.map { Edit(.text($0.old.quoted, in: location), with: $0.new.quoted) }
    }

    // MARK: - In a file

    private func edit(of template: Template, at path: Template.Path) -> Edit? {
        if case .dependency(let name) = self {
            return template.edit(addingDependencyOf: Template.Path(Array(path.steps.prefix(2))), on: name)
        }
        if case .elements(let names, let place) = self {
            return template.fileValue(at: place)?.edit(adding: names)
        }
        guard let found = template.fileValue(at: path) else { return nil }
        switch self {
        case .value(let new):
            guard found.value.members == nil, found.value.elements == nil else { return nil }
            return found.edit(of: found.value, with: new.quoted)
        case .key(let new): return found.key.map { found.edit(of: $0, with: new.quoted) }
        case .name(let old, let new): return found.edit(renaming: old, to: new)
        case .removal: return found.removal
        case .dependency, .elements: return nil
        }
    }
}

extension String {
    /// As JSON writes it, and Swift mostly too.
    fileprivate var quoted: String {
        var writer = JSONWriter()
        writer.string(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension Template {
    fileprivate func edit(addingDependencyOf resource: Path, on name: String) -> Edit? {
        if let known = fileValue(at: resource.appending("DependsOn")) { return known.edit(adding: [name]) }
        guard let type = fileValue(at: resource.appending("Type")), let key = type.key else { return nil }
        let text = type.value.textBytes
        // As the members of the resource are set apart already.
        let colon = text[key.byteRange.upperBound..<type.value.byteRange.lowerBound]
        let comma =
            type.next.map { Array(text[type.value.byteRange.upperBound..<$0.byteRange.lowerBound]) }
            ?? Array(", ".utf8)
        let end = type.value.byteRange.upperBound
        let member = "\"DependsOn\"\(String(decoding: colon, as: UTF8.self))\(name.quoted)"
        return Edit(
            .bytes(end..<end, at: type.position(of: type.value)), with: String(decoding: comma, as: UTF8.self) + member)
    }
}

extension Template.FileValue {
    fileprivate func edit(of part: JSONValue, with text: String) -> Edit {
        Edit(.bytes(part.byteRange, at: position(of: part)), with: text)
    }

    /// The member or element with the comma that sets it apart.
    fileprivate var removal: Edit {
        let start = previous?.byteRange.upperBound ?? bytes.lowerBound
        let range = next.map { bytes.lowerBound..<$0.byteRange.lowerBound } ?? start..<bytes.upperBound
        return Edit(.bytes(range, at: position(of: key ?? value)), with: "")
    }

    /// Nil where the name stands there several times, or with escapes.
    fileprivate func edit(renaming old: String, to new: String) -> Edit? {
        let text = value.textBytes[value.byteRange]
        let name = Array(old.utf8)
        let starts = text.indices.filter { start in
            let end = start + name.count
            return end <= text.endIndex && text[start..<end].elementsEqual(name)
                && !(start > text.startIndex && text[start - 1].isOfName)
                && !(end < text.endIndex && text[end].isOfName)
        }
        guard !name.isEmpty, starts.count == 1 else { return nil }
        return Edit(.bytes(starts[0]..<(starts[0] + name.count), at: position(of: value)), with: new)
    }

    fileprivate func edit(adding names: [String]) -> Edit? {
        if let old = value.string {
            return edit(of: value, with: "[\(([old] + names).map(\.quoted).joined(separator: ", "))]")
        }
        guard let elements = value.elements.map(Array.init), let last = elements.last else { return nil }
        let text = value.textBytes
        let comma =
            elements.count > 1
            ? Array(text[elements[elements.count - 2].byteRange.upperBound..<last.byteRange.lowerBound])
            : Array(", ".utf8)
        let end = last.byteRange.upperBound
        let more = names.map { String(decoding: comma, as: UTF8.self) + $0.quoted }.joined()
        return Edit(.bytes(end..<end, at: position(of: last)), with: more)
    }
}

extension UInt8 {
    /// Whether it may be a part of a name, or of the path of an attribute.
    fileprivate var isOfName: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: ":"):
            true
        default: false
        }
    }
}
