import AWSApiGatewayV2

extension HTTPAPI {
    /// Which pages of other origins may call an API, by the browsers that show them ("Configure CORS for HTTP APIs" in
    /// the Amazon API Gateway developer guide). It keeps nobody out who does not use a browser.
    ///
    ///     HTTPAPI.CORS(origins: ["https://shop.example.com"], allowsCredentials: true)
    ///
    /// A browser asks first, without credentials, with OPTIONS. The API answers that by itself, but for routes that
    /// take OPTIONS too, which are `.any` and `.otherwise`: where those want authorization, give OPTIONS a route that
    /// does not.
    public struct CORS {
        /// nil for all.
        private let origins: [Value<String>]?
        private let methods: [Method]
        private let headers: [String]
        private let exposedHeaders: [String]
        private let allowsCredentials: Bool
        private let seconds: Int

        private init(
            _ origins: [Value<String>]?, _ methods: [Method], _ headers: [String], _ exposedHeaders: [String],
            _ allowsCredentials: Bool, _ seconds: Int
        ) {
            self.origins = origins
            self.methods = methods
            self.headers = headers
            self.exposedHeaders = exposedHeaders
            self.allowsCredentials = allowsCredentials
            self.seconds = seconds
        }

        /// - Parameters:
        ///   - origins: as in `https://shop.example.com`, with a port where it is not the usual one.
        ///   - methods: that pages may use.
        ///   - headers: that pages may send, besides those of every request.
        ///   - exposedHeaders: of answers, that pages may read.
        ///   - allowsCredentials: whether cookies come with requests. Tokens in a header do not need it.
        ///   - seconds: for how long a browser remembers that it may, 0 to 86400.
        public init(
            origins: [Value<String>], methods: [Method] = Method.allCases,
            headers: [String] = ["authorization", "content-type"], exposedHeaders: [String] = [],
            allowsCredentials: Bool = false, rememberedForSeconds seconds: Int = 600
        ) {
            self.init(origins, methods, headers, exposedHeaders, allowsCredentials, seconds)
        }

        /// Pages of all origins, for what everybody may read anyway. Never with cookies, which no browser would send
        /// then.
        ///
        /// - Parameters: as of
        ///   ``init(origins:methods:headers:exposedHeaders:allowsCredentials:rememberedForSeconds:)``.
        public static func anyOrigin(
            methods: [Method] = [.get, .head], headers: [String] = ["content-type"], exposedHeaders: [String] = [],
            rememberedForSeconds seconds: Int = 600
        ) -> CORS {
            CORS(nil, methods, headers, exposedHeaders, false, seconds)
        }

        var property: ApiGatewayV2.Api.Cors {
            .init(
                allowCredentials: allowsCredentials ? true : nil,
                allowHeaders: headers.isEmpty ? nil : List(headers.map { Value($0) }),
                allowMethods: List(methods.map { Value($0.rawValue) }), allowOrigins: List(origins ?? ["*"]),
                exposeHeaders: exposedHeaders.isEmpty ? nil : List(exposedHeaders.map { Value($0) }),
                maxAge: Value(seconds))
        }

        func reportProblem(to scope: Scope) {
            if let origins, origins.isEmpty {
                scope.report(
                    "missing-element", "pages of no origin may call the API", fix: "name one, or leave cors out")
            }
            for origin in (origins ?? []).compactMap(\.literal) where !Self.isOrigin(origin) {
                scope.report(
                    "pattern-mismatch",
                    "\"\(origin)\" is no origin: a scheme, a host, and a port where it is not the usual one",
                    fix: origin == "*"
                        ? "name the origins, or use CORS.anyOrigin()"
                        : "write it as in https://shop.example.com, without a slash at its end")
            }
            // "Cors" in the Amazon API Gateway V2 API reference.
            if !(0...86_400).contains(seconds) {
                scope.report(
                    "out-of-range", "a browser remembers for no \(seconds) seconds; allowed: 0 to 86400",
                    fix: "choose some minutes, such as 600")
            }
        }

        private static func isOrigin(_ text: String) -> Bool {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            return parts.count == 3 && parts[1].isEmpty && ["http:", "https:"].contains(parts[0]) && !parts[2].isEmpty
                && !parts[2].contains { "*?# ".contains($0) }
        }
    }
}
