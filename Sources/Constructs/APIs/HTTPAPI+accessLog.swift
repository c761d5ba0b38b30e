import AWSLogs
import IdentityConstructs

extension HTTPAPI {
    typealias AccessLog = (group: Resource<Logs.LogGroup>?, arn: Value<String>)

    /// Names that begin so do without an entry in the resource policy of the account's logs, which has room for few
    /// ("Logs sent to CloudWatch Logs" in the Amazon CloudWatch Logs user guide).
    static func accessLog(
        in scope: Scope, _ existing: Value<Name<Logs.LogGroup>>?, _ days: Value<Int>, _ key: (any EncryptionKey)?
    ) -> AccessLog {
        if let existing {
            return (
                nil, "arn:\(AWS.partition):logs:\(AWS.region):\(AWS.accountID):log-group:\(existing)"
            )
        }
        key?.allow(.logs)
        let group = scope.add(
            "AccessLog",
            Logs.LogGroup(
                kmsKeyId: key?.keyARN, logGroupName: "/aws/vendedlogs/\(AWS.stackName)-\(scope.logicalID("AccessLog"))",
                retentionInDays: days),
            // Nobody needs it without the API.
            deletionPolicy: .delete)
        return (group, group.arn.text)
    }

    /// One line a request, and to a reviewer one line a member ("Customize HTTP API access logs" in the Amazon API Gateway
    /// developer guide). Neither headers nor query strings are in it, which have tokens and people's data in them.
    static var logFormat: Value<String> {
        let variables = [
            ("requestId", "requestId"), ("time", "requestTime"), ("ip", "identity.sourceIp"),
            ("userAgent", "identity.userAgent"), ("method", "httpMethod"), ("path", "path"), ("route", "routeKey"),
            ("protocol", "protocol"), ("status", "status"), ("bytes", "responseLength"),
            ("milliseconds", "responseLatency"), ("integrationStatus", "integrationStatus"),
            ("integrationMilliseconds", "integrationLatency"), ("integrationError", "integrationErrorMessage"),
            ("authorizerError", "authorizer.error"), ("error", "error.message"),
        ]
        var members = variables.map { "\"\($0.0)\":\"$context.\($0.1)\"" }
        members[0] = "{" + members[0]
        members[members.count - 1] += "}"
        return List(members.map { Value<String>($0) }).joined(separator: ",")
    }
}
