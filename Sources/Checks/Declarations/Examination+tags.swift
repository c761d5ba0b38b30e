import Template

extension Examination {
    /// Tags of a resource have keys of their own, and none that AWS keeps for itself ("Tag naming limits and
    /// requirements" in the guide to tagging AWS resources).
    mutating func checkTags() {
        guard !isRewritten else { return }
        for declared in resources.all {
            let (logicalID, resource) = (declared.logicalID, declared.resource)
            guard declared.type.hasPrefix("AWS::"), let tags = resource.properties["Tags"]?.list else { continue }
            var path: Template.Path { Template.Path(.resources, logicalID).appending("Properties").appending("Tags") }
            var seen = Set<String>(minimumCapacity: tags.count)
            for (index, tag) in tags.enumerated() {
                guard let key = tag["Key"]?.string else { continue }
                if key.lowercased().hasPrefix("aws:") {
                    report(
                        "illegal-tag", "the tag \(key) begins with aws:, which only AWS's own do",
                        at: path.appending(index).appending("Key"), fix: "name it otherwise")
                }
                if !seen.insert(key).inserted {
                    report(
                        "repeated-element", "the tag \(key) is given twice", at: path.appending(index),
                        fix: "leave one of them out")
                }
            }
        }
    }
}
