import AWSApiGatewayV2

extension HTTPAPI {
    /// How many requests come through; others are answered with 429, and call nothing ("Throttle requests to your HTTP
    /// APIs" in the Amazon API Gateway developer guide).
    ///
    /// All APIs of an account and region share 10,000 requests a second, and 2,500 in some regions: without a limit of
    /// its own one API that is flooded takes the others with it, and its functions the account's concurrency.
    public struct Throttling {
        let rate: Value<Double>
        let burst: Value<Int>

        /// - Parameters:
        ///   - requestsPerSecond: in the long run.
        ///   - burst: at once.
        public init(requestsPerSecond: Value<Double> = 100, burst: Value<Int> = 200) {
            rate = requestsPerSecond
            self.burst = burst
        }

        var property: ApiGatewayV2.Stage.RouteSettings {
            .init(throttlingBurstLimit: burst, throttlingRateLimit: rate)
        }

        func reportProblem(to scope: Scope) {
            for (name, isTooSmall) in [
                ("rate", rate.literal.map { $0 <= 0 }), ("burst", burst.literal.map { $0 <= 0 }),
            ]
            where isTooSmall == true {
                scope.report(
                    "out-of-range", "with that \(name) no request comes through; it has to be above 0",
                    fix: "choose what the functions behind the API can take")
            }
        }
    }
}
