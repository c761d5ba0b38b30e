extension Template {
    /// Where a value stands in a template: `Resources/Queue/Properties/Tags/0/Value`.
    public struct Path: Sendable, Hashable, CustomStringConvertible {
        public enum Step: Sendable, Hashable, CustomStringConvertible {
            case key(String)
            /// Of an element of a list, from 0.
            case index(Int)

            public var description: String {
                switch self {
                case .key(let key): key
                case .index(let index): String(index)
                }
            }
        }

        public internal(set) var steps: [Step]

        public init(_ steps: [Step] = []) {
            self.steps = steps
        }

        /// A member of a section.
        public init(_ section: SectionName, _ member: String) {
            steps = [.key(section.rawValue), .key(member)]
        }

        public func appending(_ key: String) -> Path { appending(.key(key)) }
        public func appending(_ index: Int) -> Path { appending(.index(index)) }

        private func appending(_ step: Step) -> Path {
            var path = self
            path.steps.append(step)
            return path
        }

        /// Goes one step further in.
        public mutating func append(_ step: Step) { steps.append(step) }

        /// Goes one step back.
        public mutating func removeLast() { steps.removeLast() }

        /// Nil for a path to a section that templates have not, and to the whole.
        public var section: SectionName? {
            guard case .key(let name)? = steps.first else { return nil }
            // Nearly all of a template.
            return name == SectionName.resources.rawValue ? .resources : SectionName(rawValue: name)
        }

        /// Whether it leads into a section.
        public func isIn(_ section: SectionName) -> Bool {
            if case .key(let name)? = steps.first { name == section.rawValue } else { false }
        }

        /// The member of a section that it leads into.
        public var member: String? {
            if steps.count > 1, case .key(let name) = steps[1] { name } else { nil }
        }

        /// The logical ID of the resource that it leads into.
        public var resource: String? { isIn(.resources) ? member : nil }

        public var description: String { steps.map(\.description).joined(separator: "/") }
    }
}
