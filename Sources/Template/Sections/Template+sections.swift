extension Template {
    /// `2010-09-09`, the only one there is.
    public var formatVersion: String? { self[.formatVersion]?.string }

    /// What the whole is for.
    public var description: String? { self[.description]?.string }

    /// The names of the macros that CloudFormation runs over the template, such as `AWS::LanguageExtensions`, in
    /// order.
    public var transforms: [String] {
        declaredTransforms.compactMap { $0.string ?? $0.object?["Name"]?.string }
    }

    /// The same as they are declared: names, or objects with what a macro is given.
    public var declaredTransforms: [Expression] {
        guard let transform = self[.transform] else { return [] }
        return if case .list(let list) = transform { list } else { [transform] }
    }

    /// What stands in the section Metadata.
    public var metadata: Object { self[.metadata]?.object ?? [:] }

    public var rules: Section<Rule> { section(.rules) }
    public var mappings: Section<Mapping> { section(.mappings) }
    public var conditions: Section<Expression> { section(.conditions) }
    public var outputs: Section<Output> { section(.outputs) }

    /// The sections that CloudFormation's user guide does not name, such as `Globals` and `Hooks`, and macros at the
    /// top.
    public var otherSections: Object {
        Object(object.entries.filter { SectionName(rawValue: $0.key) == nil })
    }

    /// A section as it stands; nil when there is none.
    public subscript(section: SectionName) -> Expression? { object[section.rawValue] }

    private func section<Member>(_ name: SectionName) -> Section<Member> {
        Section(object: self[name]?.object ?? [:])
    }
}

extension Template {
    /// A template made in a program.
    ///
    /// Members are rendered in the order given.
    ///
    /// - Parameters:
    ///   - transforms: the names of macros, or objects with what they are given, in the order in which they run.
    ///   - otherSections: such as `Hooks`.
    ///   - declarations: what declares the members.
    public init(
        formatVersion: String? = "2010-09-09", transforms: [Expression] = [], description: String? = nil,
        metadata: Object = [:], parameters: Section<Parameter> = [:], rules: Section<Rule> = [:],
        mappings: Section<Mapping> = [:], conditions: Section<Expression> = [:], resources: Section<Resource>,
        outputs: Section<Output> = [:], otherSections: Object = [:],
        declarations: (any TemplateDeclarations)? = nil
    ) {
        var sections: [Object.Entry] = []
        func add(_ name: SectionName, _ value: Expression?) {
            if let value { sections.append(Object.Entry(name.rawValue, value)) }
        }
        add(.formatVersion, formatVersion.map(Expression.string))
        switch transforms.count {
        case 0: break
        case 1: add(.transform, transforms[0])
        default: add(.transform, .list(transforms))
        }
        add(.description, description.map(Expression.string))
        add(.metadata, .object(metadata))
        add(.parameters, .object(parameters.object))
        add(.rules, .object(rules.object))
        add(.mappings, .object(mappings.object))
        add(.conditions, .object(conditions.object))
        add(.resources, .object(resources.object))
        add(.outputs, .object(outputs.object))
        self.init(Object(sections + otherSections.entries), origins: .program(declarations))
    }
}
