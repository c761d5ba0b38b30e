extension TextPattern {
    /// What a service is called in policies: in a region, and in China, it may have another name ("AWS service principals"
    /// in the IAM user guide).
    static func principals(ofService service: String) -> [TextPattern] {
        ["\(service).amazonaws.com", "\(service).*.amazonaws.com"].flatMap { name in
            [TextPattern(glob: name), TextPattern(glob: name + ".cn")]
        }
    }
}
