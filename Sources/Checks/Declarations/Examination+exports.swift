import Diagnostics
import Template

extension Examination {
    /// Names of exports that are put together are unique too, and what stacks made together import of each other is
    /// there ("Fn::ImportValue" and "Outputs" in the CloudFormation user guide).
    mutating func checkExports() {
        guard isOfFile, !hasMacros else { return }
        let imports = ownImports
        let hasExports = template.outputs.contains { $1.exportName != nil }
        guard hasExports || !imports.isEmpty else { return }
        for stack in ownStacks {
            guard wiring.isWhole(around: stack) else { continue }
            let exports = wiring.exports(ofRoot: wiring.stacks[stack].root)
            checkDuplicates(exports, stack)
            guard exports.isClosed else { continue }
            for (value, path) in imports {
                checkOrder(ofImport: value, at: path, in: stack, exports)
                if let name = value.string {
                    checkSpelling(ofImport: name, at: path, in: stack, exports)
                } else {
                    checkImport(value, at: path, in: stack, exports)
                }
            }
        }
    }

    /// What a stack beside this one exports is there once that is made.
    private mutating func checkOrder(
        ofImport value: Template.Expression, at path: Template.Path, in stack: Int, _ exports: WiredExports.OfRoot
    ) {
        guard let name = wiring.exportName(WiredValue(expression: value, stack: stack)),
            let own = exports.byName[name]?.first, own.stack != stack,
            let user = path.member.flatMap({ wiring.resource($0, in: stack) }) ?? wiring.stacks[stack].resources.first,
            let made = wiring.stacks[own.stack].resources.first, let (inner, outer) = wiring.neighbours(user, made),
            // A stack around this one exports nothing before this one is made.
            outer != made, !wiring.waits(user, for: made)
        else { return }
        reportDependency(
            of: user, on: made, "\(inner.logicalID) may be made before \(outer.logicalID) exports \(name.words)",
            note: "the stack that exports it")
    }

    private var ownImports: [(name: Template.Expression, path: Template.Path)] {
        var found: [(name: Template.Expression, path: Template.Path)] = []
        template.visit { value, path in
            if case .call(.importValue, let arguments) = value {
                found.append((arguments[0], path))
            }
        }
        return found
    }

    private mutating func checkDuplicates(_ exports: WiredExports.OfRoot, _ stack: Int) {
        for export in exports.byStack[stack] ?? [] {
            // Each is told in the template of the later one; two texts of one template are told of anyhow.
            guard let other = exports.byName[export.name]?.first, other != export,
                export.stack != other.stack || !export.isLiteral, wiring.areMadeTogether(export, other)
            else { continue }
            let path = Template.Path(.outputs, export.output).appending("Export").appending("Name")
            let place = wiring.stacks[other.stack].template.origin(of: Template.Path(.outputs, other.output))
            reportOnce(
                "duplicate-export", "\(other.output) exports under the name \(export.name.words) too", at: path,
                notes: [place.map { Diagnostic.Note("\(other.output) is declared here", at: $0.place) }]
                    .compactMap(\.self),
                fix: "name one of them otherwise")
        }
    }

    /// A name that begins as only these stacks are called is exported by one of them.
    private mutating func checkImport(
        _ value: Template.Expression, at path: Template.Path, in stack: Int, _ exports: WiredExports.OfRoot
    ) {
        guard let name = wiring.exportName(WiredValue(expression: value, stack: stack)) else { return }
        if let own = exports.byName[name]?.first {
            guard own.stack == stack else { return }
            return reportOnce(
                "import-of-own-export",
                "\(name.words) is exported by this very stack, and is not there before it is made", severity: .warning,
                at: path, fix: "use the value that \(own.output) has")
        }
        guard name.contains(where: \.isStackName) else { return }
        // Each stack has a name of its own, one that is nested too.
        let alike = exports.byName.keys.filter { $0 != name && $0.map(\.inAnyStack) == name.map(\.inAnyStack) }
        if alike.count == 1, let export = exports.byName[alike[0]]?.first {
            return reportOnce(
                "dangling-reference",
                "\(name.words) begins with another stack's name than \(export.output) is exported under",
                severity: .warning, at: path,
                notes: [
                    wiring.stacks[export.stack].template.origin(of: Template.Path(.outputs, export.output)).map {
                        Diagnostic.Note("it is exported here", at: $0.place)
                    }
                ].compactMap(\.self),
                fix: "give both the same prefix, as a parameter, or read the output with Fn::GetAtt")
        }
        let values = name.filter { !$0.isText }
        let others = exports.byName.keys.filter { $0.filter { !$0.isText } == values }.map(\.words).sorted()
        guard let nearest = Suggestion.nearest(to: name.words, in: others) ?? (others.count == 1 ? others[0] : nil)
        else { return }
        reportOnce(
            "dangling-reference", "none of the stacks exports \(name.words)", severity: .warning, at: path,
            fix: "did you mean \(nearest)?")
    }

    /// A name that stands there may be exported by any stack. One that a stack beside this one exports but for hyphens,
    /// other such signs or case is hardly another one's.
    private mutating func checkSpelling(
        ofImport name: String, at path: Template.Path, in stack: Int, _ exports: WiredExports.OfRoot
    ) {
        guard exports.byName[[.text(name)]] == nil else { return }
        let letters = name.lettersAndDigits
        let others = exports.byName.compactMap { parts, own -> String? in
            guard case .text(let text)? = parts.first, parts.count == 1, own.first?.stack != stack,
                text.lettersAndDigits == letters
            else { return nil }
            return text
        }
        guard letters.count > 3, others.count == 1 else { return }
        reportOnce(
            "dangling-reference", "none of the stacks exports \(name), and one of them exports \(others[0])",
            severity: .warning, at: path, fix: "did you mean \(others[0])?")
    }
}

extension String {
    /// A name without what stands between its words, in lower case.
    fileprivate var lettersAndDigits: String { lowercased().filter { $0.isLetter || $0.isNumber } }
}
