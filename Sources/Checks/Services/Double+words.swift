extension Double {
    /// Without a fraction of nothing.
    var words: String { Int(exactly: self).map(String.init) ?? String(self) }
}
