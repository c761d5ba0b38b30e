import Template

/// What a server runs at its first start, as far as the template says it ("Run commands when you launch an EC2 instance
/// with user data input" in the Amazon EC2 user guide).
struct ServerScript {
    /// With `${Name}` where a deployment puts something in.
    private(set) var text = ""
    /// Whether each thing that is put in is a part of a line, and not a piece of the script.
    private(set) var isWhole = true
    /// Whether `Fn::Base64` stands around it.
    private(set) var isEncoded = false
    /// Without what stands around each.
    private var lines: [Substring] = []

    /// Where each type has it, below the properties.
    static let places: [(type: String, path: [String])] = [
        ("AWS::AutoScaling::LaunchConfiguration", ["UserData"]), ("AWS::EC2::Instance", ["UserData"]),
        ("AWS::EC2::LaunchTemplate", ["LaunchTemplateData", "UserData"]),
    ]

    /// The one of a resource of these types; nil where it has none that is known.
    init?(of server: WiredResource, in wiring: Wiring) {
        guard let path = Self.places.first(where: { $0.type == server.resource.type })?.path else { return nil }
        var value = server.value(path[0])
        for key in path.dropFirst() { value = wiring.member(key, of: value) }
        guard let value, !wiring.isAbsent(value) else { return nil }
        self.init(value, in: wiring)
    }

    private init?(_ value: WiredValue, in wiring: Wiring) {
        var value = wiring.resolved(value)
        if case .call(.base64, let arguments) = value.expression {
            isEncoded = true
            value = wiring.resolved(WiredValue(expression: arguments[0], stack: value.stack))
        }
        switch value.expression {
        case .string, .sub, .call(.join, _): break
        default: return nil
        }
        append(value, in: value.stack, wiring)
        // By bytes, as a shell takes them: those of a script are many.
        lines = text.utf8.split(separator: UInt8(ascii: "\n")).map { line in
            Substring(line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") })
        }
        // What begins a line may be the rest of the script.
        if lines.contains(where: { $0.hasPrefix("${") && !$0.hasPrefix("${AWS::") }) { isWhole = false }
    }

    /// - Parameter stack: whose names are written out.
    private mutating func append(_ value: WiredValue, in stack: Int, _ wiring: Wiring) {
        let value = wiring.resolved(value)
        func here(_ expression: Template.Expression) -> WiredValue {
            WiredValue(expression: expression, stack: value.stack)
        }
        switch value.expression {
        case .sub(let substitution):
            for segment in substitution.segments {
                switch segment {
                case .text(let literal): text += literal
                case .literal(let inside): text += "${" + inside + "}"
                case .name(let name):
                    append(here(substitution.variables[name] ?? Template.Expression(named: name)), in: stack, wiring)
                }
            }
        case .call(.join, let arguments):
            guard let separator = arguments[0].string, let elements = arguments[1].list else {
                isWhole = false
                return
            }
            for (index, element) in elements.enumerated() {
                if index > 0 { text += separator }
                append(here(element), in: stack, wiring)
            }
        case .ref(let name): text += value.stack == stack ? "${" + name + "}" : "${}"
        case .getAtt(let name, .string(let attribute)):
            text += value.stack == stack ? "${" + name + "." + attribute + "}" : "${}"
        default:
            if let literal = value.expression.scalarText {
                text += literal
            } else {
                text += "${}"
                isWhole = false
            }
        }
    }

    // MARK: - The beginning

    /// What cloud-init, EC2Launch and Bottlerocket know scripts and settings by, in lower case.
    private static let starts = [
        "#!", "#cloud-", "#include", "#part-handler", "#upstart-job", "## template:", "content-type:", "mime-version:",
        "<powershell", "<script", "<persist", "<runas", "version:", "{", "[", "from ",
    ]

    /// Words that scripts begin with, and settings do not.
    private static let commands: Set<Substring> = [
        "amazon-linux-extras", "apt", "apt-get", "aws", "cd", "curl", "dnf", "docker", "echo", "export", "mkdir", "pip",
        "set", "sudo", "systemctl", "wget", "yum",
    ]

    /// Whether it begins as what a server runs or reads.
    var hasStart: Bool {
        let beginning = text.drop { $0.isWhitespace }.prefix(16).lowercased()
        return Self.starts.contains { beginning.hasPrefix($0) }
    }

    /// Whether it begins with a command: nothing runs it.
    var isBareScript: Bool {
        guard !hasStart else { return false }
        let first = lines.first { !$0.isEmpty && !$0.hasPrefix("#") }
        return first?.split(separator: " ").first.map(Self.commands.contains) == true
    }

    // MARK: - Helper scripts

    /// A call of one of CloudFormation's helper scripts ("CloudFormation helper scripts reference" in its user guide).
    struct HelperCall {
        let name: String
        /// As they stand: `--resource`, `Server`, ...
        let words: [String]

        /// The value of an option, in its long or short form.
        func value(of option: String, _ short: String? = nil) -> String? {
            for (index, word) in words.enumerated() {
                if word.hasPrefix(option + "=") { return String(word.dropFirst(option.count + 1)) }
                if word == option || word == short {
                    return words.indices.contains(index + 1) ? words[index + 1] : nil
                }
            }
            return nil
        }

        /// Whether it is about the stack that the server belongs to.
        var isAboutOwnStack: Bool {
            ["${AWS::StackName}", "${AWS::StackId}"].contains(value(of: "--stack", "-s"))
        }

        /// The logical ID that it names, where that is known.
        var resource: String? {
            let short = name == "cfn-signal" ? nil : "-r"
            return value(of: "--resource", short).flatMap { $0.contains("$") || $0.contains("%") ? nil : $0 }
        }
    }

    /// The calls of a helper script, in their order.
    func calls(of name: String) -> [HelperCall] {
        commandLines.filter { $0.contains(name.utf8) }.flatMap { line -> [HelperCall] in
            let words = line.shellWords
            guard words.first?.hasPrefix("#") != true else { return [] }
            return words.indices.compactMap { index in
                let file = words[index].split(whereSeparator: { $0 == "/" || $0 == "\\" }).last
                guard file == name[...] || file == "\(name).exe"[...] else { return nil }
                let rest = words[(index + 1)...].prefix { !Self.ends.contains($0) }
                return HelperCall(name: name, words: Array(rest))
            }
        }
    }

    /// The lines, with those that a backslash continues as one.
    private var commandLines: [ArraySlice<UInt8>] {
        var bytes = Array(text.utf8)
        for index in bytes.indices.dropLast()
        where bytes[index] == UInt8(ascii: "\\") && bytes[index + 1] == UInt8(ascii: "\n") {
            bytes[index] = UInt8(ascii: " ")
            bytes[index + 1] = UInt8(ascii: " ")
        }
        return bytes.split(separator: UInt8(ascii: "\n"))
    }

    private static let ends: Set<String> = [";", "&&", "||", "|", "&", ">", ">>", "2>&1"]

    /// Whether something in it may send a signal: it says so, or it knows the stack and may tell what does.
    var maySignal: Bool {
        !isWhole || text.lowercased().contains("signal")
            || lines.contains { line in
                line.contains("${AWS::Stack") && !line.contains("cfn-init") && !line.hasPrefix("stack=")
            }
    }

    /// Whether signals are sent otherwise than by the helper script: by the AWS CLI, an SDK or PowerShell.
    var signalsOtherwise: Bool {
        let text = text.lowercased()
        return ["signal-resource", "signalresource", "signal_resource", "cfnresourcesignal"].contains(
            where: text.contains)
    }
}

extension ArraySlice<UInt8> {
    /// Whether a text stands somewhere in it.
    fileprivate func contains(_ text: String.UTF8View) -> Bool {
        guard let first = text.first else { return true }
        var rest = self
        while let start = rest.firstIndex(of: first) {
            rest = rest[start...]
            if rest.starts(with: text) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    /// Words as a shell takes them, with what quotes hold together. Marks around the elements of a list in YAML are
    /// none of theirs.
    fileprivate var shellWords: [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var quote: UInt8?
        func trimmed(_ word: [UInt8]) -> String {
            var word = word[...]
            while let last = word.last, ",;])".utf8.contains(last) { word.removeLast() }
            while let first = word.first, "[(".utf8.contains(first) { word.removeFirst() }
            return String(decoding: word, as: UTF8.self)
        }
        func end() {
            guard let last = word.last else { return }
            let isEnd = last == UInt8(ascii: ";")
            if !isEnd || word.count > 1 { words.append(trimmed(word)) }
            if isEnd { words.append(";") }
            word = []
        }
        for byte in self {
            if byte == quote {
                quote = nil
            } else if quote == nil, "\"'".utf8.contains(byte) {
                quote = byte
            } else if quote == nil, " \t\r\u{B}\u{C}".utf8.contains(byte) {
                end()
            } else {
                word.append(byte)
            }
        }
        end()
        return words
    }
}
