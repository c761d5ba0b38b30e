import AWSCloudFront

extension StaticSite {
    /// Which file an address leads to. `/` is always `/index.html`.
    public enum Pages: Sendable {
        /// The one that it names. What there is not is answered with 404, and with this page where there is one, as in
        /// `/404.html`.
        case files(notFound: String? = nil)
        /// The same, and `index.html` of folders, with or without a slash at the end: as generators of sites make them.
        case folders(notFound: String? = nil)
        /// The one that it names, and `/index.html` for all others: an application that reads the address itself. It is
        /// asked for what there is not, too.
        case singleApp
    }
}

extension StaticSite.Pages {
    private typealias Response = CloudFront.Distribution.CustomErrorResponse

    /// "Generate custom error responses" in the Amazon CloudFront developer guide.
    var errorResponses: List<CloudFront.Distribution.CustomErrorResponse>? {
        switch self {
        case .files(nil), .folders(nil): nil
        case .files(let page?), .folders(let page?):
            [Response(errorCode: 404, errorCachingMinTTL: 60, responseCode: 404, responsePagePath: Value(page))]
        case .singleApp:
            [Response(errorCode: 404, errorCachingMinTTL: 60, responseCode: 200, responsePagePath: "/index.html")]
        }
    }

    /// S3 knows no folders, so their pages are looked up before.
    func function(in scope: Scope) -> Resource<CloudFront.Function>? {
        guard case .folders = self else { return nil }
        return scope.add(
            "PageFunction",
            CloudFront.Function(
                functionCode: .lines(
                    """
                    function handler(event) {
                      var request = event.request;
                      var name = request.uri.substring(request.uri.lastIndexOf('/') + 1);
                      if (name === '') {
                        request.uri += 'index.html';
                      } else if (name.indexOf('.') < 0) {
                        request.uri += '/index.html';
                      }
                      return request;
                    }
                    """),
                functionConfig: .init(comment: "The page of a folder is its index.html", runtime: .cloudfrontJs2_0),
                name: scope.uniqueName("PageFunction"), autoPublish: true))
    }

    func reportProblem(to scope: Scope) {
        switch self {
        case .files(let page?), .folders(let page?):
            guard !page.hasPrefix("/") else { return }
            scope.report(
                "pattern-mismatch", "\"\(page)\" is no page of the site: it begins with no slash",
                fix: "write \"/\(page)\"")
        case .files(nil), .folders(nil), .singleApp: break
        }
    }
}
