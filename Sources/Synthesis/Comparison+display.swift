import CloudFormation
import Terminal

extension TemplateDirectory.Comparison {
    /// The problem with a file that does not hold what it ought to; nil where it does.
    ///
    /// - Parameters:
    ///   - folder: its folder's path.
    ///   - command: what writes it.
    func diagnostic(in folder: String, mendedBy command: String) -> Diagnostic? {
        let what: String
        switch status {
        case .unchanged: return nil
        case .changed: what = "is not what the stacks say, from this line on"
        case .new: what = "is missing"
        case .obsolete: what = "is of a stack that is no more"
        }
        let line = status == .changed ? difference.firstChangedLine : nil
        return Diagnostic(
            "stale-template", "the template \(fileName) \(what)",
            at: .file(FilePosition(path: "\(folder)/\(fileName)", line: line)), fix: "run: \(command)")
    }

    var label: StyledText {
        switch status {
        case .unchanged: StyledText("unchanged", .dim)
        case .changed: StyledText("changed", .warning)
        case .new: StyledText("new", .good)
        case .obsolete: StyledText("obsolete", .bad)
        }
    }
}

extension LineDiff {
    /// The first line of the old text that is not in the new one, or that something comes before; counted from 1.
    fileprivate var firstChangedLine: Int? {
        var line = 0
        for one in lines {
            switch one {
            case .position(let old, _): line = old
            case .same: line += 1
            case .removed, .added: return line
            }
        }
        return nil
    }
}

extension LineDiff.Line {
    var styled: StyledText {
        switch self {
        case .position: StyledText(description, .dim)
        case .same: StyledText(description.withVisibleControls)
        case .removed: StyledText(description.withVisibleControls, .bad)
        case .added: StyledText(description.withVisibleControls, .good)
        }
    }
}

extension String {
    /// With what a terminal would not show, above all the end of a line as Windows writes it, as in Swift: `\r`.
    fileprivate var withVisibleControls: String {
        guard utf8.contains(where: { $0 < 0x20 }) else { return self }
        return unicodeScalars.reduce(into: "") { text, scalar in
            text += scalar.value < 0x20 ? scalar.escaped(asASCII: false) : String(scalar)
        }
    }
}
