extension Scope {
    /// Names a file or a folder of the repository that AWS gets: a function's code, a configuration.
    ///
    ///     let code = stack.asset("functions/hello", ignoring: ["tests/", "*.md"])
    ///
    /// Synthesis reads it. A folder is zipped, to the same bytes on every machine as long as the files are the same:
    /// sorted, without their times, and all executable. The template shows the hash of the bytes, so that a reviewer sees
    /// that they changed. `deploy` uploads it under that hash, and refuses where the files are not the reviewed ones any
    /// more.
    ///
    /// Links to files within the folder are followed, and others left out with a warning. A file is uploaded as it is.
    ///
    /// - Parameters:
    ///   - path: from the project's folder, in which the command runs.
    ///   - patterns: what of the folder is left out beside hidden files, and what is not after all: see ``IgnoredNames``.
    public func asset(
        _ path: String, ignoring patterns: [String] = [], fileID: String = #fileID, line: Int = #line
    ) -> Asset {
        let source = AssetSource(path: path, ignoring: patterns)
        let location = SourceLocation(fileID: fileID, line: line)
        let content = content(of: source, at: location)
        let name = content?.objectName(source.path) ?? source.path
        let folder = declarations.root.supplied(
            .artifactFolder, "ArtifactFolder",
            description: "The folder of the artifact bucket that is this stack's. deploy gives it.", at: location)
        let key = Expression(segments: [.value(.reference(to: folder)), .text("/" + name)])
        return add(source, source.path, .repository(content), key, location)
    }

    /// Names a file or a folder that is built before a deployment: a compiler's output, which is another one on every
    /// machine.
    ///
    ///     let worker = stack.builtAsset("Worker", at: ".build/lambda/worker")
    ///
    /// The template has a parameter in its place, so that it is the same everywhere. `deploy` reads the file or zips the
    /// folder, uploads it under the hash of its bytes, and gives the parameter the object's key. Synthesis does not ask
    /// whether it is there.
    ///
    /// - Parameters:
    ///   - name: letters and digits; with `Key` behind it the name of the root stack's parameter.
    ///   - path: from the project's folder, in which the command runs.
    ///   - patterns: as of ``asset(_:ignoring:fileID:line:)``.
    public func builtAsset(
        _ name: String, at path: String, ignoring patterns: [String] = [], fileID: String = #fileID, line: Int = #line
    ) -> Asset {
        let source = AssetSource(path: path, ignoring: patterns)
        let location = SourceLocation(fileID: fileID, line: line)
        if declarations.root.assets.contains(where: { $0.isBuild && $0.name == name && $0.source != source }) {
            declarations.diagnostics.append(
                Diagnostic(
                    "name-collision", "there are two assets that are built under the name \(name)", at: location,
                    path: self.path.description, fix: "give one of them another name"))
        }
        let parameter = declarations.root.supplied(
            .builtAsset(name: name), name + "Key",
            description: "The key of \(source.path) as it was built. deploy gives it.", at: location)
        return add(source, name, .build(parameter: parameter), .reference(to: parameter), location)
    }

    private func content(of source: AssetSource, at location: SourceLocation) -> AssetContent? {
        if let known = declarations.root.contents[source] { return known }
        do throws(AssetProblem) {
            let content = try source.read(mayBeElsewhere: false)
            declarations.root.contents[source] = content
            if !content.leftOut.isEmpty {
                declarations.diagnostics.append(
                    Diagnostic(
                        "asset-left-out",
                        "\(source.path) is uploaded without \(content.leftOut.count) of what it has",
                        severity: .warning,
                        at: location, path: path.description, notes: content.leftOut.prefix(10).map { .init($0) },
                        fix: "put the files themselves there, or ignore the names"))
            }
            return content
        } catch {
            declarations.diagnostics.append(
                Diagnostic(
                    "asset-file", "\(source.path) \(error.message)", at: location, path: path.description,
                    fix: error.fix))
            return nil
        }
    }

    private func add(
        _ source: AssetSource, _ name: String, _ origin: AssetRecord.Origin, _ key: Expression,
        _ location: SourceLocation
    ) -> Asset {
        let bucket = declarations.root.supplied(
            .artifactBucket, "ArtifactBucket",
            description: "The bucket with the files that the stacks name. deploy gives it.", at: location)
        declarations.root.assets.append(
            AssetRecord(
                name: name, source: source, origin: origin, scope: path, location: location))
        return Asset(
            path: source.path, key: Value(expression: key), bucketName: Value(expression: .reference(to: bucket)))
    }
}

extension Expression {
    fileprivate static func reference(to parameter: Element) -> Expression {
        .reference(Reference(element: parameter, isList: false))
    }
}
