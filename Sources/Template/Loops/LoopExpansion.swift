extension Template {
    /// A template with what its loops make in their place, as the transform `AWS::LanguageExtensions` does it
    /// ("Fn::ForEach" in the template reference).
    ///
    /// ```json
    /// "Fn::ForEach::Topics": ["Name", ["Paid", "Sent"], { "${Name}Topic": { "Type": "AWS::SNS::Topic" } }]
    /// ```
    ///
    /// makes PaidTopic and SentTopic.
    ///
    /// Of a loop whose collection nobody knows one turn is made, in which the identifier stays as it is: `${Name}Topic`,
    /// and a reference to what has the name `${Name}`, which nothing has.
    public struct LoopExpansion: Sendable {
        /// With the loops expanded. Ill-formed ones stay.
        public let template: Template
        /// As it is written.
        public let source: Template
        /// How many resources there are at least where the loops make more than anybody looks at, so that none of the
        /// elements are known here; nil elsewhere.
        public let leastResources: Int?

        /// - Parameter value: what a collection comes to, and what chooses a condition.
        public init(of source: Template, value: @escaping (Expression) -> EvaluatedValue?) {
            self.source = source
            var expander = LoopExpander(value)
            var object = expander.expanded(source)
            leastResources = expander.isExhausted ? object["Resources"]?.object?.count ?? 0 : nil
            if expander.isExhausted {
                expander = LoopExpander { _ in .null }
                object = expander.expanded(source)
            }
            template = Template(object, origins: .loops(of: source, expander.sources))
        }
    }

    /// Whether there are loops where CloudFormation has them.
    public var hasLoops: Bool {
        if !(conditions.loops.isEmpty && resources.loops.isEmpty && outputs.loops.isEmpty) { return true }
        // Elsewhere nothing is made without the transform.
        guard transforms.contains(Self.languageExtensions) else { return false }
        var isFound = false
        self[.resources]?.visit { value, _ in isFound = isFound || value.object?.loops.isEmpty == false }
        return isFound
    }

    /// The transform that makes what loops make, and knows functions that others do not ("AWS::LanguageExtensions
    /// transform" in the template reference).
    public static let languageExtensions = "AWS::LanguageExtensions"

    /// What a loop makes the part at a path of; nil for what no loop makes.
    public func loopSource(of path: Path) -> LoopSource? {
        switch origins {
        case .program, .file: nil
        case .copy(let original): original.loopSource(of: path)
        case .loops(_, let sources): sources.source(of: path)
        }
    }
}

/// Makes what loops make.
private struct LoopExpander {
    let value: (Template.Expression) -> EvaluatedValue?
    private(set) var sources = LoopSources()
    /// Values that may still be made, far more than CloudFormation takes.
    private var rest = 60_000

    init(_ value: @escaping (Template.Expression) -> EvaluatedValue?) {
        self.value = value
    }

    var isExhausted: Bool { rest <= 0 }

    /// Where an object stands, and stands in the template as it is written.
    private struct Place {
        var path: Template.Path
        var source: Template.Path

        func within(_ step: Template.Path.Step) -> Place {
            Place(path: Template.Path(path.steps + [step]), source: Template.Path(source.steps + [step]))
        }
    }

    mutating func expanded(_ template: Template) -> Template.Object {
        Template.Object(
            template.object.entries.map { section in
                switch Template.SectionName(rawValue: section.key) {
                case .conditions, .resources, .outputs:
                    let path = Template.Path([.key(section.key)])
                    let made = expanded(section.value, at: Place(path: path, source: path), LoopElements())
                    return Template.Object.Entry(section.key, decided(made))
                default: return section
                }
            })
    }

    /// Conditions of members that a mapping chooses, as those that it chooses.
    private func decided(_ section: Template.Expression) -> Template.Expression {
        guard let members = section.object else { return section }
        let entries = members.entries.map { entry -> Template.Object.Entry in
            guard let member = entry.value.object, let condition = member["Condition"], condition.intrinsic != nil
            else {
                return entry
            }
            let chosen = value(condition)
            let attributes = member.entries.compactMap { attribute -> Template.Object.Entry? in
                guard attribute.key == "Condition" else { return attribute }
                return chosen.map { .init("Condition", $0.text.map(Template.Expression.string) ?? condition) }
            }
            return Template.Object.Entry(entry.key, .object(Template.Object(attributes)))
        }
        return .object(Template.Object(entries))
    }

    // MARK: - Values

    private mutating func expanded(
        _ value: Template.Expression, at place: Place, _ elements: LoopElements
    ) -> Template.Expression {
        rest -= elements.isEmpty ? 0 : 1
        switch value {
        case .null, .boolean, .number: return value
        case .string(let text): return .string(elements.substituted(in: text))
        case .list(let list):
            return .list(list.enumerated().map { expanded($1, at: place.within(.index($0)), elements) })
        case .object(let object): return .object(expanded(object, at: place, elements))
        case .ref(let name):
            guard let binding = elements.binding(of: name) else { return .ref(elements.substituted(in: name)) }
            return binding.element.map(Template.Expression.string) ?? .ref("${\(name)}")
        case .sub(let substitution): return expanded(substitution, at: place, elements)
        case .getAtt, .call, .malformed:
            guard let (function, argument) = value.intrinsic else { return value }
            return Template.Expression(
                function, expanded(argument, at: place.within(.key(function.rawValue)), elements))
        }
    }

    private mutating func expanded(
        _ substitution: Template.Substitution, at place: Place, _ elements: LoopElements
    ) -> Template.Expression {
        guard !elements.isEmpty else { return .sub(substitution) }
        let inner = place.within(.key(Template.Function.sub.rawValue)).within(.index(1))
        var variables = substitution.variables.entries.map { entry in
            Template.Object.Entry(entry.key, expanded(entry.value, at: inner.within(.key(entry.key)), elements))
        }
        let text = elements.substituted(in: substitution.text)
        var result = Template.Substitution(text)
        // What is not known is unknown, and not missing.
        for case .name(let name) in result.segments
        where elements.binding(of: name) != nil && !variables.contains(where: { $0.key == name }) {
            variables.append(Template.Object.Entry(name, .ref("${\(name)}")))
        }
        result = Template.Substitution(text, variables: Template.Object(variables))
        // As a name that a function takes, it has to stand there.
        if text != substitution.text, variables.isEmpty, case .text(let whole)? = result.segments.first,
            result.segments.count == 1
        {
            return .string(whole)
        }
        return .sub(result)
    }

    // MARK: - Members

    private mutating func expanded(
        _ object: Template.Object, at place: Place, _ elements: LoopElements
    ) -> Template.Object {
        var entries: [Template.Object.Entry] = []
        append(object, to: &entries, at: place, elements, isMade: false)
        return Template.Object(entries)
    }

    /// - Parameters:
    ///   - place: of the object that the members become a part of, and of the one that has them.
    ///   - isMade: whether the latter is the body of a loop.
    private mutating func append(
        _ object: Template.Object, to entries: inout [Template.Object.Entry], at place: Place,
        _ elements: LoopElements, isMade: Bool
    ) {
        for entry in object.entries where !isExhausted {
            if let loop = Template.Loop(entry) {
                let body = Template.Path(place.source.steps + [.key(entry.key), .index(2)])
                append(loop, to: &entries, at: Place(path: place.path, source: body), elements)
                continue
            }
            let key = elements.substituted(in: entry.key)
            let inner = Place(
                path: place.path.appending(key), source: place.source.appending(entry.key))
            // Of those that nobody knows, two of one name are two of many.
            if key.isOpenName, entries.contains(where: { $0.key == key }) { continue }
            if isMade || key != entry.key { sources.add(inner.path, from: inner.source, turn: elements.words) }
            entries.append(Template.Object.Entry(key, expanded(entry.value, at: inner, elements)))
        }
    }

    private mutating func append(
        _ loop: Template.Loop, to entries: inout [Template.Object.Entry], at place: Place, _ elements: LoopElements
    ) {
        let collection = expanded(loop.collection, at: place, elements)
        let known = value(collection)?.texts?.map(Optional.some) ?? []
        // In the turn of an empty collection, or of one that nobody knows, the body is looked at all the same.
        for element in known.isEmpty ? [nil] : known where !isExhausted {
            let inner = elements.adding(loop.identifier, element)
            append(loop.body, to: &entries, at: place, inner, isMade: true)
        }
    }
}
