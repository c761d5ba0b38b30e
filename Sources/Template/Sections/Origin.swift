import Diagnostics
import JSON

extension Template {
    /// Where a part of a template comes from.
    public enum Origin: Sendable, Hashable, CustomStringConvertible {
        /// A line of Swift.
        case swift(SourceLocation)
        /// A place in a JSON file: a template, or a file of parameters.
        case file(FilePlace)

        /// As compilers print it: `Stacks/NetworkStack.swift:42`, `template.json:7:16`.
        public var description: String {
            switch self {
            case .swift(let location): location.description
            case .file(let place): place.description
            }
        }
    }

    /// A value in a JSON file.
    public struct FilePlace: Sendable, Hashable, CustomStringConvertible {
        /// As whoever read the file named it.
        public let file: String
        /// Where its key begins; of an element, where the value does.
        public let place: JSONPlace
        /// The value's bytes in the file.
        public let bytes: Range<Int>

        public init(file: String, place: JSONPlace, bytes: Range<Int>) {
            self.file = file
            self.place = place
            self.bytes = bytes
        }

        public var description: String { "\(file):\(place)" }
    }

    /// The lines of Swift that declare a template's members.
    public struct Lines: Sendable {
        /// For each section, in the order of its members.
        private let sections: [SectionName: [SourceLocation?]]

        /// - Parameter sections: for each section a line a member, in the order of the members.
        public init(_ sections: [SectionName: [SourceLocation?]] = [:]) {
            self.sections = sections
        }

        subscript(section: SectionName, index: Int) -> SourceLocation? {
            guard let lines = sections[section], lines.indices.contains(index) else { return nil }
            return lines[index]
        }
    }

    /// Where everything comes from. Nothing is kept with the values themselves, which are many: a file is asked
    /// again for what stands at a path.
    enum Origins: Sendable {
        case swift(Lines)
        case file(name: String, root: JSONValue)
    }

    /// Where the value at a path comes from; what is around it, where it was computed or that is all that is known.
    /// Nil where nothing is.
    public func origin(of path: Path) -> Origin? {
        switch origins {
        case .swift(let lines):
            guard let section = path.section, let member = path.member,
                let index = self[section]?.object?.index(of: member)
            else { return nil }
            return lines[section, index].map(Origin.swift)
        case .file(let name, let root):
            return .file(root.filePlace(of: path, in: name))
        }
    }
}

extension JSONValue {
    /// The place of the value at a path, or of the innermost one on the way that the file has: a function that was
    /// written in another form has other arguments.
    fileprivate func filePlace(of path: Template.Path, in file: String) -> Template.FilePlace {
        var value = self
        var place = value.place
        search: for step in path.steps {
            switch step {
            case .key(let key):
                guard let member = value.members?.first(where: { $0.name == key }) else { break search }
                (value, place) = (member.value, member.key.place)
            case .index(let index):
                guard let element = value[index] else { break search }
                (value, place) = (element, element.place)
            }
        }
        return Template.FilePlace(file: file, place: place, bytes: value.byteRange)
    }
}
