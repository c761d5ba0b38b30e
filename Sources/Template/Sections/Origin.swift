import Diagnostics
import JSON

extension Template {
    /// Where a part of a template comes from.
    public struct Origin: Sendable, Hashable {
        /// What put the part there.
        public enum Kind: String, Sendable {
            /// What declares what it is a part of.
            case declaration
            /// A tag of a scope, or of an aspect.
            case tag
            /// An aspect: a default or an override for all resources of a type.
            case aspect
            /// An override of this very resource.
            case override
            /// Nobody wrote it: it follows from how stacks are nested and what they use of each other.
            case synthesis
        }

        public let kind: Kind
        /// A line of Swift, or a place in a JSON file.
        public let place: Diagnostic.Place
        /// The line of the construct that declares the part, where `place` is the line that asks for the construct.
        public let constructLocation: SourceLocation?
        /// The construct path of what declares or uses the part, as in `Shop/Network/VPC`; nil in a file.
        public let path: String?
        /// The construct path of what the part brings from another stack, with the attribute; nil for most parts.
        public let source: String?

        public init(
            _ place: Diagnostic.Place, kind: Kind = .declaration, constructLocation: SourceLocation? = nil,
            path: String? = nil, source: String? = nil
        ) {
            self.kind = kind
            self.place = place
            self.constructLocation = constructLocation
            self.path = path
            self.source = source
        }
    }

    /// Where everything comes from. Nothing is kept with the values themselves, which are many: whoever made the
    /// template is asked again for what stands at a path.
    enum Origins: Sendable {
        case program((any TemplateDeclarations)?)
        /// With the members of each section, which there may be very many of, in their order.
        case file(name: String, root: JSONValue, members: [String: [JSONMember]])
        /// Where it comes from in another template, of which this one is a copy with other values.
        indirect case copy(of: Template)
        /// Where it comes from in the template that it is without its loops.
        indirect case loops(of: Template, LoopSources)

        static func file(_ name: String, _ root: JSONValue) -> Origins {
            var members: [String: [JSONMember]] = [:]
            for section in root.members.map(Array.init) ?? [] where members[section.name] == nil {
                members[section.name] = section.value.members.map(Array.init)
            }
            return .file(name: name, root: root, members: members)
        }
    }

    /// Where the value at a path comes from; what is around it, where it was computed or that is all that is known.
    /// Nil where nothing is.
    public func origin(of path: Path) -> Origin? {
        switch origins {
        case .program(let declarations):
            guard let section = path.section, let member = path.member else { return declarations?.stack }
            return self[section]?.object?.index(of: member).flatMap {
                declarations?.origin(ofMember: $0, at: path, in: self)
            }
        case .file(let name, _, _):
            guard let position = filePlace(of: path)?.place else { return nil }
            return Origin(.file(FilePosition(path: name, line: position.line, column: position.column)))
        case .copy(let original): return original.origin(of: path)
        case .loops(let original, let sources): return original.origin(of: sources.source(of: path)?.path ?? path)
        }
    }

    /// Where a member of a section comes from, which another one may share its name with.
    ///
    /// - Parameter index: among the section's members.
    public func origin(ofMember index: Int, in section: SectionName) -> Origin? {
        guard let name = self[section]?.object?.entries[index].key else { return nil }
        return switch origins {
        case .program(let declarations): declarations?.origin(ofMember: index, at: Path(section, name), in: self)
        case .file, .copy, .loops: origin(of: Path(section, name))
        }
    }

    /// The bytes of the value at a path in the file that the template was read from; nil for one that was made.
    func bytes(of path: Path) -> Range<Int>? {
        filePlace(of: path)?.value.byteRange
    }

    /// Nil for a template that was made.
    private func filePlace(of path: Path) -> (value: JSONValue, place: JSONPlace)? {
        guard case .file(_, let root, let members) = origins else { return nil }
        guard let section = path.section, let name = path.member, let known = members[section.rawValue],
            let index = self[section]?.object?.index(of: name), known.indices.contains(index)
        else { return root.value(at: path.steps[...], named: root) }
        let member = known[index]
        return member.value.value(at: path.steps.dropFirst(2), named: member.key)
    }
}

/// What declares the parts of a template that a program made.
public protocol TemplateDeclarations: Sendable {
    /// Of the template as a whole.
    var stack: Template.Origin? { get }

    /// Of a member of a section, or of what stands within it and was declared elsewhere; nil where that is not known.
    ///
    /// - Parameters:
    ///   - index: of the member among those of its section.
    ///   - path: to the member, or to what stands within.
    func origin(ofMember index: Int, at path: Template.Path, in template: Template) -> Template.Origin?
}

extension JSONValue {
    /// The value at a path and the place of its key, or of the element; of the innermost one on the way that the file
    /// has, since a function that was written in another form has other arguments.
    ///
    /// - Parameter named: what the place of this value is that of.
    fileprivate func value(
        at steps: ArraySlice<Template.Path.Step>, named: JSONValue
    ) -> (value: JSONValue, place: JSONPlace) {
        var value = self
        var named = named
        search: for step in steps {
            switch step {
            case .key(let key):
                guard let member = value.members?.first(where: { $0.name == key }) else { break search }
                (value, named) = (member.value, member.key)
            case .index(let index):
                guard let element = value[index] else { break search }
                (value, named) = (element, element)
            }
        }
        // One place is worked out, and not one for each step.
        return (value, named.place)
    }
}
