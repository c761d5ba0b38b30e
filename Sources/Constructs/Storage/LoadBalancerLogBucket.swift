import AWSS3
import IdentityConstructs

/// A bucket that load balancers of this account and region write their access logs to, which are deleted after a time.
///
/// "Enable access logs for your Application Load Balancer" in the Elastic Load Balancing user guide: the bucket is in
/// the load balancer's region and encrypted with S3's own keys, the only ones that deliveries can use.
///
/// A load balancer is refused a bucket whose policy does not let it in yet. Put the bucket into another stack than the
/// load balancer's, which then waits for the whole of it.
public struct LoadBalancerLogBucket {
    /// What load balancers are told; empty where there is none.
    public let name: Value<String>

    private init(name: Value<String>) {
        self.name = name
    }

    /// A bucket that was there before, and whose policy lets load balancers write.
    public static func existing(name: Value<Name<S3.Bucket>>) -> LoadBalancerLogBucket {
        LoadBalancerLogBucket(name: name.text)
    }

    /// - Parameters:
    ///   - days: when a log is deleted.
    ///   - condition: makes the bucket only where it holds.
    public init(in scope: Scope, keptForDays days: Value<Int> = 90, condition: Condition? = nil) {
        let bucket = PrivateBucket(
            in: scope, objectsKeptForDays: days, oldVersionsKeptForDays: 1, condition: condition
        ) { arn in
            [
                PolicyStatement(
                    principal: ["Service": "logdelivery.elasticloadbalancing.amazonaws.com"], actions: ["s3:PutObject"],
                    resources: ["\(arn)/AWSLogs/\(AWS.accountID)/*"])
            ]
        }
        name = scope.output("Name", condition.map { .if($0, bucket.name.text, else: "") } ?? bucket.name.text)
    }
}
