import Foundation
import Terminal

/// Where requests go: a server, and the paths that are asked for in turn.
struct LoadTarget: Sendable, Equatable {
    let host: String
    let port: Int
    let isEncrypted: Bool
    let paths: [String]

    /// - Parameters:
    ///   - address: `http://` or `https://`, a host, and perhaps a port and a path.
    ///   - paths: what to ask for; empty for the address's own path.
    /// - Throws: `UsageError` for an address or a path that cannot be asked for.
    init(address: String, paths: [String]) throws {
        guard let url = URLComponents(string: address), let scheme = url.scheme?.lowercased(),
            ["http", "https"].contains(scheme),
            let host = url.host, !host.isEmpty, url.fragment == nil
        else { throw UsageError("'\(address)' is no address to load; give one such as http://localhost:8080") }
        guard url.user == nil, url.password == nil else {
            throw UsageError(
                "an address with a user name or password would show in process lists and reports; leave them out")
        }
        // Foundations differ in whether an IPv6 host keeps its brackets.
        self.host = host.trimmingCharacters(in: ["[", "]"])
        isEncrypted = scheme == "https"
        port = url.port ?? (isEncrypted ? 443 : 80)
        guard (1...65_535).contains(port) else { throw UsageError("'\(address)' has no port from 1 to 65535") }
        let own = url.percentEncodedPath + (url.percentEncodedQuery.map { "?" + $0 } ?? "")
        if !own.isEmpty, own != "/", !paths.isEmpty {
            throw UsageError("give paths either in --url or with --path, not in both")
        }
        self.paths = paths.isEmpty ? [own.hasPrefix("/") ? own : "/" + own] : paths
        for path in self.paths { try Self.check(path) }
    }

    /// Host and port as they stand in an address; the port only when it is not the scheme's.
    var authority: String {
        let shown = host.contains(":") ? "[\(host)]" : host
        return port == (isEncrypted ? 443 : 80) ? shown : "\(shown):\(port)"
    }
    /// The address without a path.
    var origin: String { (isEncrypted ? "https://" : "http://") + authority }
    var isLoopback: Bool { ["localhost", "127.0.0.1", "::1"].contains(host.lowercased()) }

    /// The requests, whole, as they are sent.
    var requests: [[UInt8]] {
        paths.map {
            Array("GET \($0) HTTP/1.1\r\nHost: \(authority)\r\nUser-Agent: load-generator\r\nAccept: */*\r\n\r\n".utf8)
        }
    }

    /// A path must stay on the server that was named, and must not break the request apart.
    private static func check(_ path: String) throws {
        guard path.hasPrefix("/"), !path.hasPrefix("//") else {
            throw UsageError(
                "the path '\(path)' does not begin with one '/'; a path is such as /catalogue?page=2, and another server is --url"
            )
        }
        guard path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }) else {
            throw UsageError("the path '\(path)' has a character that must be percent-encoded, such as %20 for a space")
        }
    }
}
