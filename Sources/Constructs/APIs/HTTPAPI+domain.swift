import AWSApiGatewayV2
import DNSConstructs

extension HTTPAPI {
    /// A name of one's own for an API.
    ///
    ///     HTTPAPI.Domain("api.example.com", certificate: certificate, zone: zone)
    public struct Domain {
        let name: Value<String>
        let certificate: Certificate
        let zone: Zone?

        /// - Parameters:
        ///   - name: as in `api.example.com`. Another one is another name, and the old one is gone.
        ///   - certificate: for that name, of the API's region.
        ///   - zone: gets the record that leads to the API. Without one somebody else has to make it, to the domain
        ///     name's `regionalDomainName`.
        public init(_ name: Value<String>, certificate: Certificate, zone: Zone? = nil) {
            self.name = name
            self.certificate = certificate
            self.zone = zone
        }

        func add(
            to scope: Scope, leadingTo stage: Resource<ApiGatewayV2.Stage>, of api: Resource<ApiGatewayV2.Api>
        ) -> Resource<ApiGatewayV2.DomainName> {
            let domainName = scope.add(
                "DomainName",
                ApiGatewayV2.DomainName(
                    domainName: name,
                    domainNameConfigurations: [
                        .init(
                            certificateArn: certificate.arn, endpointType: "REGIONAL", securityPolicy: "TLS_1_2")
                    ]))
            scope.add(
                "Mapping",
                ApiGatewayV2.ApiMapping(
                    apiId: .api(api.apiId), domainName: .domainName(domainName.domainName),
                    stage: .stage(stage.stageName)))
            zone?.addAliases(
                of: name,
                to: AliasTarget(of: domainName.regionalDomainName, inZone: domainName.regionalHostedZoneId),
                in: scope, as: "Name")
            return domainName
        }
    }
}
