import Foundation

/// How an app depends on this package.
public enum ProductReference: Sendable, Equatable {
    /// A repository and the least version.
    case repository(url: String, version: String)
    /// A folder, absolute or from the app's.
    case folder(String)

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
