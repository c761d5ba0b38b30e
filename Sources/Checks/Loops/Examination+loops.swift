import Template

extension Examination {
    /// Loops have a name for the element, a collection and a body, and make members with names that differ
    /// ("Fn::ForEach" in the template reference).
    mutating func checkLoops(in value: Template.Expression, at path: Template.Path) {
        guard let object = value.object, object.hasMacros, !isRewritten, path.section != .metadata else { return }
        for entry in object.entries where entry.key.hasPrefix("Fn::ForEach") {
            // One among the members of a section is shown as a member.
            let place = path.appending(entry.key)
            if !template.transforms.contains("AWS::LanguageExtensions") {
                report(
                    "missing-transform", "Fn::ForEach is there with AWS::LanguageExtensions only", at: place,
                    fix: "declare \"Transform\": \"AWS::LanguageExtensions\"")
            }
            guard let loop = Template.Loop(entry) else {
                report(
                    "malformed-loop", "\(entry.key) has another shape than CloudFormation knows", at: place,
                    fix: "write \"Fn::ForEach::Name\": [\"Element\", [values], {\"Key${Element}\": value}]")
                continue
            }
            check(loop, isOfMembers: path.steps.count == 1, at: place)
        }
    }

    private mutating func check(_ loop: Template.Loop, isOfMembers: Bool, at place: Template.Path) {
        let plain = "${\(loop.identifier)}"
        let filtered = "&{\(loop.identifier)}"
        for entry in loop.body.entries where !entry.key.hasPrefix("Fn::") {
            if !entry.key.contains(plain), !entry.key.contains(filtered) {
                report(
                    "malformed-loop", "every turn of the loop makes \(entry.key): its name has no \(plain)", at: place,
                    fix: "put \(plain) into the key")
            } else if isOfMembers, entry.key.contains(plain), let value = loop.illegalElement {
                report(
                    "illegal-name", "the loop makes a name of \"\(value)\", and names have letters and digits only",
                    at: place, fix: "write \(filtered) in the key, which leaves out everything else")
            }
        }
    }
}

extension Template.Loop {
    /// The first element of a literal collection that no name can have.
    fileprivate var illegalElement: String? {
        collection.list?.compactMap(\.scalarText).first { !$0.utf8.allSatisfy(\.isASCIILetterOrDigit) }
    }
}
