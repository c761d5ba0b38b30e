/// Notices what is declared while synthesis runs, which nothing would resolve any more, and takes it back, so that the next
/// synthesis begins with the same.
struct DeclarationGuard {
    private let stacks: [(declarations: StackDeclarations, extent: StackDeclarations.Extent)]
    private let app: App
    private let ofApp: App.Extent

    init(over app: App, _ stacks: [StackDeclarations]) {
        self.app = app
        ofApp = app.extent
        self.stacks = stacks.map { ($0, $0.extent) }
    }

    /// - Returns: whether there was anything to take back.
    func undo() -> Bool {
        var found = app.extent != ofApp
        if found { app.shrink(to: ofApp) }
        for (declarations, extent) in stacks where declarations.extent != extent {
            declarations.shrink(to: extent)
            found = true
        }
        return found
    }
}

extension App {
    /// How much is declared of the app as a whole.
    struct Extent: Equatable {
        fileprivate let stacks, aspects: Int
    }

    fileprivate var extent: Extent { Extent(stacks: stacks.count, aspects: aspects.count) }

    fileprivate func shrink(to extent: Extent) {
        stacks.shrink(to: extent.stacks)
        aspects.shrink(to: extent.aspects)
    }
}

extension StackDeclarations {
    /// How much is declared, by kind.
    struct Extent: Equatable {
        fileprivate let children, templateFiles, parameters, mappings, conditions, rules, requirements, resources: Int
        fileprivate let outputs, tags, aspects, metadata, transforms, keptLogicalIDs, formerPaths, suppressions: Int
        fileprivate let diagnostics, assets, sections, members: Int
    }

    fileprivate var extent: Extent {
        Extent(
            children: children.count, templateFiles: templateFiles.count, parameters: parameters.count,
            mappings: mappings.count, conditions: conditions.count, rules: rules.count,
            requirements: requirements.count, resources: resources.count, outputs: outputs.count, tags: tags.count,
            aspects: aspects.count, metadata: metadata.count, transforms: transforms.count,
            keptLogicalIDs: keptLogicalIDs.count, formerPaths: formerPaths.count, suppressions: suppressions.count,
            diagnostics: diagnostics.count, assets: root.assets.count, sections: sections.count,
            members: members.count)
    }

    fileprivate func shrink(to extent: Extent) {
        children.shrink(to: extent.children)
        templateFiles.shrink(to: extent.templateFiles)
        parameters.shrink(to: extent.parameters)
        mappings.shrink(to: extent.mappings)
        conditions.shrink(to: extent.conditions)
        rules.shrink(to: extent.rules)
        requirements.shrink(to: extent.requirements)
        resources.shrink(to: extent.resources)
        outputs.shrink(to: extent.outputs)
        tags.shrink(to: extent.tags)
        aspects.shrink(to: extent.aspects)
        metadata.shrink(to: extent.metadata)
        transforms.shrink(to: extent.transforms)
        keptLogicalIDs.shrink(to: extent.keptLogicalIDs)
        formerPaths.shrink(to: extent.formerPaths)
        suppressions.shrink(to: extent.suppressions)
        diagnostics.shrink(to: extent.diagnostics)
        root.assets.shrink(to: extent.assets)
        sections.shrink(to: extent.sections)
        members.shrink(to: extent.members)
    }
}

extension Array {
    /// Takes out what came after so many.
    fileprivate mutating func shrink(to count: Int) { removeSubrange(Swift.min(count, self.count)...) }
}
