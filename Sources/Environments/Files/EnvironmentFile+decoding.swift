import AWSAccess
import Diagnostics
import Foundation
import JSON
import Terminal

extension EnvironmentFile {
    /// Reads an environment from the bytes of its file.
    ///
    /// - Throws: ``DiagnosticError`` for text that is not JSON, or with everything that is wrong in it: repeated,
    ///   unknown and missing keys, values of the wrong type, and what AWS would refuse.
    static func decode(
        _ bytes: [UInt8], name: String, fileName: String, invocation: Invocation
    ) throws -> EnvironmentFile {
        var file = try UserFile(bytes, name: fileName, isConfidential: true)
        guard let members = file.root.members else {
            throw DiagnosticError(
                Diagnostic(
                    "wrong-type", "the file is \(file.root.kind); it must be an object with the key 'region'",
                    at: file.place(file.root.place)))
        }
        let contents = Contents(reading: members, of: &file)
        contents.report(to: &file)
        let stackName = contents.stackName(forEnvironment: name, reportingTo: &file)
        if contents.endpoint == nil, let environment = contents.parameters[Self.environmentParameter],
            environment.text != name
        {
            // One letter here, and the names in the stack would be another environment's. The local cloud stands in for
            // any.
            file.report(
                "parameter '\(Self.environmentParameter)' is '\(UserFile.shown(environment.text))'; it must be '\(name)', like the name of the file",
                at: environment.value)
        }
        try file.throwProblems()
        return EnvironmentFile(
            name: name, fileName: fileName, region: contents.region?.value ?? "", endpoint: contents.endpoint?.value,
            credentials: contents.credentials?.value, isProtected: contents.isProtected,
            hasStackPolicy: contents.hasStackPolicy, roleARN: contents.roleARN?.value,
            permissionsBoundary: contents.permissionsBoundary?.value, stackName: stackName,
            parameters: contents.parameters.mapValues(\.text),
            tags: contents.tags.mapValues(\.text), invocation: invocation,
            parameterPlaces: contents.parameters.mapValues { ParameterPlace(name: $0.key, value: $0.value) })
    }

    /// Whether an address is `http` on the loopback interface: dummy credentials and templates go there in the clear.
    static func isLoopback(_ endpoint: String) -> Bool {
        guard let url = URLComponents(string: endpoint), url.scheme == "http" || url.scheme == "https",
            url.user == nil, url.password == nil, url.path.isEmpty || url.path == "/", url.query == nil,
            url.fragment == nil,
            (1...65_535).contains(url.port ?? 80), let host = url.host
        else { return false }
        return ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host.lowercased())
    }

    /// "AWS CloudFormation quotas" in the CloudFormation User Guide: parameters a template.
    fileprivate static let maximumParameters = 200

    /// Whether a text has the form of a role's ARN. "IAM identifiers" in the IAM User Guide.
    static func isRole(_ text: String) -> Bool {
        text.wholeMatch(of: #/arn:aws[a-z-]*:iam::[0-9]{12}:role/([!-~]+/)?[A-Za-z0-9+=,.@_-]{1,64}/#) != nil
    }

    /// Whether a text is the ARN of a managed policy, of the account or AWS's own.
    static func isPolicy(_ text: String) -> Bool {
        text.wholeMatch(of: #/arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/([!-~]+/)?[A-Za-z0-9+=,.@_-]{1,128}/#) != nil
    }

    /// Whether a text has the form of a region's name.
    static func isRegion(_ text: String) -> Bool {
        // Two letters of a country or continent, or `eusc` of the European Sovereign Cloud; then `gov`, `iso` and the
        // like, a direction and a number ("regionRegex" in the SDKs' partitions.json).
        text.wholeMatch(of: #/[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}/#) != nil
    }
}

/// What an environment file says; keys that it does not know are errors, so that a typing mistake cannot go unseen.
private struct Contents {
    let region: Located<String>?
    let endpoint: Located<String>?
    let credentials: Located<String>?
    let isProtected: Bool
    let hasStackPolicy: Bool
    let roleARN: Located<String>?
    let permissionsBoundary: Located<String>?
    let stackName: Located<String>?
    let parameters: [String: LocatedText]
    let tags: [String: LocatedText]
    /// Where the parameters are.
    let parametersPlace: JSONPlace?
    /// Where the tags are.
    let tagsPlace: JSONPlace?

    init(reading object: JSONMembers, of file: inout UserFile) {
        let members = file.members(
            of: object,
            known: [
                "region", "endpoint", "credentials", "protected", "stackPolicy", "roleArn", "permissionsBoundary",
                "stackName", "parameters",
                "tags",
            ])
        region = file.string(members["region"], "region")
        if members["region"] == nil { file.report("key 'region' is missing", at: nil, code: "missing-key") }
        endpoint = file.string(members["endpoint"], "endpoint")
        credentials = file.string(members["credentials"], "credentials")
        isProtected = file.boolean(members["protected"], "protected")?.value ?? false
        hasStackPolicy = file.boolean(members["stackPolicy"], "stackPolicy")?.value ?? false
        roleARN = file.string(members["roleArn"], "roleArn")
        permissionsBoundary = file.string(members["permissionsBoundary"], "permissionsBoundary")
        stackName = file.string(members["stackName"], "stackName")
        parameters = file.scalars(members["parameters"], "parameters")
        tags = file.scalars(members["tags"], "tags")
        parametersPlace = members["parameters"]?.place
        tagsPlace = members["tags"]?.place
    }

    /// Reports the values that AWS would refuse.
    func report(to file: inout UserFile) {
        if let region, !EnvironmentFile.isRegion(region.value) {
            file.report(
                "'region' is '\(UserFile.shown(region.value))'; allowed: an AWS region such as eu-west-3",
                at: region.place)
        }
        if let endpoint, !EnvironmentFile.isLoopback(endpoint.value) {
            file.report(
                "'endpoint' is '\(UserFile.shown(endpoint.value))'; allowed: an address of this machine such as http://localhost:4566 (leave it out for AWS)",
                at: endpoint.place)
        }
        if let credentials,
            let problem = EnvironmentFile.problem(ofCredentials: credentials.value, isLocal: endpoint != nil)
        {
            file.report(problem, at: credentials.place)
        }
        if let roleARN, !EnvironmentFile.isRole(roleARN.value) {
            file.report(
                "'roleArn' is '\(UserFile.shown(roleARN.value))'; allowed: the ARN of a role such as arn:aws:iam::123456789012:role/deployment/shop-prod-execution",
                at: roleARN.place)
        }
        if let boundary = permissionsBoundary, !EnvironmentFile.isPolicy(boundary.value) {
            file.report(
                "'permissionsBoundary' is '\(UserFile.shown(boundary.value))'; allowed: the ARN of a managed policy such as arn:aws:iam::123456789012:policy/boundary",
                at: boundary.place)
        }
        if parameters.count > EnvironmentFile.maximumParameters {
            file.report(
                "there are \(parameters.count) parameters; at most \(EnvironmentFile.maximumParameters) are allowed",
                at: parametersPlace, code: "limit-exceeded")
        }
        if tags.count > StackTag.maximumCount {
            file.report(
                "there are \(tags.count) tags; at most \(StackTag.maximumCount) are allowed", at: tagsPlace,
                code: "limit-exceeded")
        }
        for (name, tag) in tags {
            for violation in StackTag.violations(ofKey: name) {
                file.report("the tag key '\(UserFile.shown(name))' \(violation)", at: tag.key, code: "illegal-tag")
            }
            for violation in StackTag.violations(ofValue: tag.text) {
                file.report(
                    "the tag '\(UserFile.shown(name))' is '\(UserFile.shown(tag.text))'; its value \(violation)",
                    at: tag.value, code: "illegal-tag")
            }
        }
    }

    /// The stack's name; empty when there is none, which is reported.
    func stackName(forEnvironment name: String, reportingTo file: inout UserFile) -> String {
        let project = parameters[EnvironmentFile.projectParameter]
        guard let stackName = stackName?.value ?? project.map({ "\($0.text)-\(name)" }) else {
            file.report(
                "the stack has no name; add 'stackName', or the parameter '\(EnvironmentFile.projectParameter)' that it is made from",
                at: nil, code: "missing-key")
            return ""
        }
        if stackName.wholeMatch(of: #/[A-Za-z][A-Za-z0-9-]{0,127}/#) == nil {
            file.report(
                "the stack's name is '\(UserFile.shown(stackName))'; allowed: a letter, then up to 127 letters, digits and hyphens",
                at: self.stackName?.place ?? project?.value)
        }
        return stackName
    }
}
