import Foundation

/// How an app depends on this package.
public enum ProductReference: Sendable, Equatable {
    /// A repository and the least version.
    case repository(url: String, version: String)
    /// A folder, absolute or from the app's.
    case folder(String)

    /// Whether SwiftPM takes a text for the least version, such as `1.2.0`.
    static func isVersion(_ text: String) -> Bool {
        text.wholeMatch(of: #/[0-9]+\.[0-9]+\.[0-9]+/#) != nil
    }

    /// A repository by its URL, without the user and the password or token that an HTTP one may have: the manifest is
    /// committed, and whoever builds the app has credentials of their own.
    static func repository(at url: String, version: String) -> ProductReference {
        .repository(url: url.replacing(#/^(https?://)[^/]*@/#.ignoresCase()) { $0.1 }, version: version)
    }

    /// A folder, as an app in another folder names it: relative where that is in or beside it, so that both can be moved
    /// together; absolute from elsewhere. Both paths may be relative to the current directory.
    static func folder(_ path: String, from app: String) -> ProductReference {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        let own = url.pathComponents
        let other = URL(fileURLWithPath: app).standardizedFileURL.pathComponents
        let common = zip(own, other).prefix { $0 == $1 }.count
        guard common >= own.count - 1, common > 1 else { return .folder(url.path) }
        return .folder((other.dropFirst(common).map { _ in ".." } + own.dropFirst(common)).joined(separator: "/"))
    }

    /// Where this is written, in the manifest and the Makefile, other characters end the text or mean something.
    ///
    /// - Parameter folder: the app's, absolute or from the current directory.
    /// - Throws: ``NewAppError`` for such characters, and for a folder that holds another package or nothing.
    func check(forAppIn folder: String) throws(NewAppError) {
        // A colon ends the name of a target of make.
        let (kind, text, marks) =
            switch self {
            case .repository(let url, _): ("URL", url, "._/~@+-:")
            case .folder(let path): ("path", path, "._/~@+-")
            }
        if let other = text.first(where: { !($0.isASCII && ($0.isLetter || $0.isNumber)) && !marks.contains($0) }) {
            throw NewAppError(
                "the product's \(kind) '\(text)' has \(other.isWhitespace ? "white space" : "'\(other)'") in it; allowed: letters of ASCII, digits and any of \(marks); name another with --product"
            )
        }
        guard case .folder(let path) = self else { return }
        // Two slashes in a row would count as a folder.
        let app = URL(fileURLWithPath: folder, isDirectory: true).standardizedFileURL
        let product = URL(fileURLWithPath: path, relativeTo: app)
        guard FileManager.default.fileExists(atPath: product.appendingPathComponent("Tools/app.mk").path) else {
            throw NewAppError("there is no Tools/app.mk in '\(product.path)'; name the product's folder with --product")
        }
    }

    /// The dependency in `Package.swift`.
    var dependency: String {
        switch self {
        case .repository(let url, let version): #".package(url: "\#(url)", from: "\#(version)")"#
        case .folder(let path): #".package(name: "CloudFormation", path: "\#(path)")"#
        }
    }

    /// What `package:` names in `Package.swift`: SwiftPM calls a repository by the last part of its URL.
    var packageName: String {
        switch self {
        case .repository(let url, _): Self.checkout(of: url)
        case .folder: "CloudFormation"
        }
    }

    /// Where the product lies, from the app's folder.
    var location: String {
        switch self {
        case .repository(let url, _): ".build/checkouts/" + Self.checkout(of: url)
        case .folder(let path): path
        }
    }

    private static func checkout(of url: String) -> String {
        let name = url.split(separator: "/").last.map(String.init) ?? url
        return name.hasSuffix(".git") ? String(name.dropLast(4)) : name
    }
}
