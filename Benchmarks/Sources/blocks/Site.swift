import SiteConstructs

/// Pages in a private bucket behind a CDN, with the headers that browsers want.
func site(_ stack: Stack) {
    _ = StaticSite(in: stack.scope("Site"))
}
