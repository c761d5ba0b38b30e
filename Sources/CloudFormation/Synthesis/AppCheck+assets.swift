extension AppCheck {
    /// What a resource is made of fits what its service takes. How large an object is no template shows. Of what is built
    /// a deployment asks the same.
    static func assets(_ usage: AssetUsage, _ diagnostics: inout [Diagnostic]) {
        for (asset, users) in zip(usage.assets, usage.users) {
            guard let content = asset.content else { continue }
            diagnostics += users.flatMap { $0.problems(with: content, of: asset.source.path, at: asset.location) }
        }
    }

    /// Every asset is named by some template: another one would be read and uploaded for nothing.
    static func unusedAssets(
        _ usage: AssetUsage, _ app: ResolvedApp, _ templates: [[UInt8]], _ diagnostics: inout [Diagnostic]
    ) {
        for asset in usage.assets where !isUsed(asset, app, templates) {
            diagnostics.append(
                Diagnostic(
                    "unused-asset", "the asset \(asset.source.path) is used by no resource", severity: .warning,
                    at: asset.location, path: asset.scope.description,
                    fix: "give its bucket and key to a resource, or take it out"))
        }
    }

    private static func isUsed(_ asset: AssetRecord, _ app: ResolvedApp, _ templates: [[UInt8]]) -> Bool {
        switch asset.origin {
        case .repository:
            // What cannot be read has an error of its own.
            guard let name = asset.objectName.map({ Array($0.utf8) }) else { return true }
            return templates.contains { $0.contains(name) }
        case .build(let parameter):
            return app.stacks.contains { $0.parameters.contains { $0.element === parameter } }
        }
    }
}
