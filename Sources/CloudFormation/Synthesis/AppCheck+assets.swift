extension AppCheck {
    /// What a resource is made of fits what its service takes. How large an object is no template shows.
    static func assets(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        guard app.stacks.contains(where: { !$0.collected.declarations.root.assets.isEmpty }) else { return }
        let usage = AssetUsage(app)
        for resource in app.stacks.flatMap(\.resources) {
            guard let (content, asset) = usage.content(of: resource) else { continue }
            guard let directory = content.directory else {
                diagnostics.append(
                    Diagnostic(
                        "asset-format",
                        "\(resource.logicalID) takes a ZIP archive, and \(asset.source.path) is none",
                        about: resource.record.element, notes: [asset.note],
                        fix: "name the folder in which it is: that is zipped"))
                continue
            }
            diagnostics += usage.limitsExceeded(by: resource, content, directory, asset)
            diagnostics += usage.missingHandler(of: resource, directory, asset)
        }
    }

    /// Every asset is named by some template: another one would be read and zipped for nothing.
    static func unusedAssets(
        _ assets: [AssetRecord], _ templates: [[UInt8]], _ diagnostics: inout [Diagnostic]
    ) {
        for asset in assets {
            guard let name = asset.objectName, !templates.contains(where: { $0.contains(Array(name.utf8)) }) else {
                continue
            }
            diagnostics.append(
                Diagnostic(
                    "unused-asset", "the asset \(asset.source.path) is used by no resource", severity: .warning,
                    at: asset.location, path: asset.scope.description,
                    fix: "give its bucket and key to a resource, or take it out"))
        }
    }
}
