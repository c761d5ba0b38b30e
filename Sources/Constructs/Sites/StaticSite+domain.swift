import AWSCloudFront
import DNSConstructs

extension StaticSite {
    /// A name of one's own for a site.
    ///
    ///     StaticSite.Domain("example.com", others: ["www.example.com"], certificate: edge, zone: zone)
    public struct Domain {
        let names: [Value<String>]
        let certificate: EdgeCertificate
        private let zone: Zone?

        /// - Parameters:
        ///   - name: as in `www.example.com`.
        ///   - others: that show the same.
        ///   - certificate: for all of them.
        ///   - zone: gets the records that lead to the site. Without one somebody else has to make them, to the
        ///     distribution's `domainName`.
        public init(
            _ name: Value<String>, others: [Value<String>] = [], certificate: EdgeCertificate, zone: Zone? = nil
        ) {
            names = [name] + others
            self.certificate = certificate
            self.zone = zone
        }

        var viewerCertificate: CloudFront.Distribution.ViewerCertificate {
            .init(
                acmCertificateArn: certificate.arn, minimumProtocolVersion: .tlsv1_2_2021, sslSupportMethod: .sniOnly)
        }

        func addRecords(leadingTo distribution: Resource<CloudFront.Distribution>, in scope: Scope) {
            for (index, name) in names.enumerated() {
                // Of all distributions ("AliasTarget" in the Amazon Route 53 API reference).
                zone?.addAliases(
                    of: name, to: AliasTarget(of: distribution.domainName, inZone: "Z2FDTNDATAQYW2", hasIPv6: true),
                    in: scope, as: index == 0 ? "Name" : "Name\(index + 1)")
            }
        }
    }
}
