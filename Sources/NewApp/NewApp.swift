import Foundation
import StarterStacks

/// A new app in a folder of its own: a small stack, its environments, its tests and its command. It begins as the
/// sample in `Sources/NewApp/Starter`, under its own name.
public struct NewApp: Sendable {
    private let name: AppName
    private let product: ProductReference
    /// The clone of this package with the sample.
    private let clone: String
    /// What the app has in the place of the sample's stack; nil where it begins with that.
    private let contents: AppContents?

    /// - Parameters:
    ///   - product: how the app depends on this package.
    ///   - clone: the folder of this package, which has the sample.
    ///   - contents: what the app has in the place of the sample's stack.
    public init(_ name: AppName, product: ProductReference, clone: String, contents: AppContents? = nil) {
        self.name = name
        self.product = product
        self.clone = clone
        self.contents = contents
    }

    private var sample: String { clone + "/Sources/NewApp/Starter" }

    /// Writes the app's files.
    ///
    /// - Parameter folder: one that does not exist, or is empty.
    /// - Throws: ``NewAppError`` for a folder that has files, a product that cannot be depended on, and when files
    ///   cannot be written.
    public func write(to folder: String) throws {
        try check(folder)
        try product.check(forAppIn: folder)
        for (path, contents) in try files() {
            let file = URL(fileURLWithPath: folder).appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(contents.utf8).write(to: file)
        }
    }

    /// - Throws: ``NewAppError`` for a folder that has files.
    private func check(_ folder: String) throws {
        guard !FileManager.default.fileExists(atPath: folder) || isFolder(folder) else {
            throw NewAppError("'\(folder)' is a file; name a folder that is new")
        }
        if let file = try? FileManager.default.contentsOfDirectory(atPath: folder).min() {
            throw NewAppError("'\(folder)' is not empty: there is \(file); name a folder that is new")
        }
    }

    /// Writes the app's files into a folder beside, which then takes the place of the one that is meant: whatever goes
    /// wrong or interrupts leaves nothing half-written there.
    ///
    /// - Parameter folder: one that does not exist, or is empty.
    /// - Throws: what ``write(to:)`` does.
    package func writeAside(to folder: String) throws {
        let aside = "\(folder).\(ProcessInfo.processInfo.processIdentifier).draft"
        try check(folder)
        do {
            try write(to: aside)
            // An empty one may be there.
            try? FileManager.default.removeItem(atPath: folder)
            try FileManager.default.moveItem(atPath: aside, toPath: folder)
        } catch {
            try? FileManager.default.removeItem(atPath: aside)
            throw error
        }
    }

    /// Every file with its path from the app's folder.
    func files() throws -> [(path: String, contents: String)] {
        guard let paths = FileManager.default.enumerator(atPath: sample)?.compactMap({ $0 as? String }) else {
            throw NewAppError("there is no '\(sample)'; run this from a clone of the product")
        }
        var files: [(String, String)] = []
        // What begins with a dot, a build has left there.
        for path in paths.sorted() where !path.hasPrefix(".") && !isFolder(sample + "/" + path) {
            if contents?.replaces(path) == true { continue }
            let text = try String(contentsOfFile: sample + "/" + path, encoding: .utf8)
            files.append((named(path == "gitignore" ? ".gitignore" : path), adapted(text, path)))
        }
        if let contents { return files + contents.files.map { ($0.path, $0.text) } }
        // The committed templates, which tests compare: those of the sample, which is compiled into this.
        for template in Starter.app().synthesize().templates {
            files.append(
                (
                    named("Stacks/Templates/" + template.fileName),
                    named(String(decoding: template.contents, as: UTF8.self))
                ))
        }
        return files
    }

    private func named(_ text: String) -> String {
        text.replacingOccurrences(of: AppName.sample, with: name.text)
            .replacingOccurrences(of: AppName.sample.lowercased(), with: name.kebab)
    }

    private func adapted(_ text: String, _ path: String) -> String {
        switch path {
        case "Package.swift":
            named(contents?.manifest(text) ?? text)
                .replacingOccurrences(
                    of: #".package(name: "CloudFormation", path: "../../..")"#, with: product.dependency
                )
                .replacingOccurrences(of: #"package: "CloudFormation""#, with: "package: \"\(product.packageName)\"")
        case "Makefile": text.replacingOccurrences(of: "PRODUCT := ../../..", with: "PRODUCT := " + product.location)
        case "parameters/local.json": named(text).replacingOccurrences(of: ":4566", with: ":\(name.port)")
        default: named(text)
        }
    }

    private func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
