import Foundation
import StarterStacks

/// A new app in a folder of its own: a small stack, its environments, its tests and its command. It begins as the
/// sample in `Sources/NewApp/Starter`, under its own name.
public struct NewApp: Sendable {
    private let name: AppName
    private let product: ProductReference
    /// The clone of this package with the sample.
    private let clone: String

    /// - Parameters:
    ///   - product: how the app depends on this package.
    ///   - clone: the folder of this package, which has the sample.
    public init(_ name: AppName, product: ProductReference, clone: String) {
        self.name = name
        self.product = product
        self.clone = clone
    }

    private var sample: String { clone + "/Sources/NewApp/Starter" }

    /// Writes the app's files.
    ///
    /// - Parameter folder: one that does not exist, or is empty.
    /// - Throws: ``NewAppError`` for a folder that has files, a product that cannot be depended on, and when files
    ///   cannot be written.
    public func write(to folder: String) throws {
        guard !FileManager.default.fileExists(atPath: folder) || isFolder(folder) else {
            throw NewAppError("'\(folder)' is a file; name a folder that is new")
        }
        if let file = try? FileManager.default.contentsOfDirectory(atPath: folder).min() {
            throw NewAppError("'\(folder)' is not empty: there is \(file); name a folder that is new")
        }
        try product.check(forAppIn: folder)
        for (path, contents) in try files() {
            let file = URL(fileURLWithPath: folder).appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(contents.utf8).write(to: file)
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
            let text = try String(contentsOfFile: sample + "/" + path, encoding: .utf8)
            files.append((named(path == "gitignore" ? ".gitignore" : path), adapted(text, path)))
        }
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
            named(text)
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
