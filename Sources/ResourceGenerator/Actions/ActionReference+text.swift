extension ActionReference {
    /// A service in a line, sorted by their prefixes in bytes, with tabs between prefix, kinds and actions:
    ///
    /// ```text
    /// sqs⇥sqs:*:*:*⇥AddPermission=0 ListQueues SendMessage=0
    /// ```
    ///
    /// The actions are sorted by their names in lower case, as they are looked up. Kinds stand between spaces, the formats of one between commas; behind an action are the positions of its kinds.
    func text(release: String) -> String {
        let lines = services.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { prefix, service in
            let kinds = service.kinds.map { $0.joined(separator: ",") }.joined(separator: " ")
            let actions = service.actions.sorted { $0.key.lowercased() < $1.key.lowercased() }.map { name, kinds in
                kinds.isEmpty ? name : "\(name)=\(kinds.map(String.init).joined(separator: ","))"
            }
            return "\(prefix)\t\(kinds)\t\(actions.joined(separator: " "))\n"
        }
        return "\(release)\n" + lines.joined()
    }

    /// What ``text(release:)`` wrote; nil for what it did not.
    init?(text: String) {
        for line in text.split(separator: "\n").dropFirst() {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard parts.count == 3 else { return nil }
            var service = Service(
                kinds: parts[1].split(separator: " ").map { $0.split(separator: ",").map(String.init) }, actions: [:])
            for action in parts[2].split(separator: " ") {
                let sides = action.split(separator: "=")
                service.actions[String(sides[0])] =
                    sides.count > 1 ? sides[1].split(separator: ",").compactMap { Int($0) } : []
            }
            services[String(parts[0])] = service
        }
    }
}
