import Archives

/// A resource that is made of an asset, and what it takes.
package struct AssetUser: Sendable {
    let element: Element
    let logicalID: String
    let limit: AssetLimits.Property.Limit
    /// The bytes of its layers when they are unpacked, of those that are made of files in the repository; of others nobody
    /// knows.
    let layerBytes: Int
    /// Where its handler has to be; nil where nobody knows.
    let handler: HandlerFile?

    /// What keeps it from being made of the asset's bytes, or from running then.
    ///
    /// - Parameters:
    ///   - path: of the asset.
    ///   - location: the line that names it.
    package func problems(with content: AssetContent, of path: String, at location: SourceLocation) -> [Diagnostic] {
        let note = Diagnostic.Note("\(path) is named here", at: location)
        guard let directory = content.directory else {
            return [
                Diagnostic(
                    "asset-format", "\(logicalID) takes a ZIP archive, and \(path) is none", about: element,
                    notes: [note], fix: "name the folder in which it is: that is zipped")
            ]
        }
        return [exceededLimit(content, directory, path, note), missingHandler(directory, path, note)].compactMap { $0 }
    }

    private func exceededLimit(
        _ content: AssetContent, _ directory: ZIPDirectory, _ path: String, _ note: Diagnostic.Note
    ) -> Diagnostic? {
        switch limit {
        case .archive(let most) where content.bytes.count > most:
            Diagnostic(
                "limit-exceeded",
                "\(path) has \(content.bytes.count) bytes zipped; \(logicalID) takes at most \(most)",
                about: element, notes: [note], fix: "ignore what is not needed")
        case .unpacked(let most) where directory.unpackedBytes + layerBytes > most:
            Diagnostic(
                "limit-exceeded",
                "\(path) has \(directory.unpackedBytes) bytes unpacked"
                    + (layerBytes > 0 ? " and its layers \(layerBytes)" : "")
                    + "; \(logicalID) takes at most \(most) in all",
                about: element, notes: [note],
                fix: "ignore what is not needed, or deploy it as a container image")
        default: nil
        }
    }

    private func missingHandler(_ directory: ZIPDirectory, _ path: String, _ note: Diagnostic.Note) -> Diagnostic? {
        guard let handler, !handler.isIn(directory) else { return nil }
        return Diagnostic(
            "missing-handler",
            "\(logicalID) has the handler '\(handler.handler)', and \(path) has no \(handler.names.joined(separator: " or "))",
            about: element, notes: [note],
            fix: "name a file of \(path) as handler, and what is called in it behind a dot")
    }
}
