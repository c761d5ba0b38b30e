import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

extension URLError {
    /// Whether TLS failed. Linux has no code for it, but says what is wrong.
    var isAboutTLS: Bool {
        let codes: [URLError.Code] = [
            .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate,
            .serverCertificateHasUnknownRoot,
        ]
        return codes.contains(code) || localizedDescription.contains("certificate")
            || localizedDescription.contains("SSL")
    }

    /// What it counts as.
    var loadErrorKind: LoadErrorKind {
        switch code {
        case .timedOut: .timeout
        case .cannotConnectToHost: .noConnection("no connection")
        case .cannotFindHost, .dnsLookupFailed: .noConnection("no address")
        case .networkConnectionLost: .closed
        default: .other(localizedDescription)
        }
    }
}
