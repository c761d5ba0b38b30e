import Diagnostics
import Template

extension Examination {
    /// Reports a problem with what stands at a path.
    ///
    /// - Parameters:
    ///   - path: empty for the template as a whole.
    ///   - origin: of what stands there, where that is not the first one with the path.
    ///   - fix: what to do in Swift.
    ///   - fixOfFile: what to do in a template of a file, where that is something else.
    ///   - mend: what to write there, where that is mechanical.
    mutating func report(
        _ code: String, _ message: String, severity: Diagnostic.Severity = .error, at path: Template.Path,
        origin given: Template.Origin? = nil, notes: [Diagnostic.Note] = [], fix: String, fixOfFile: String? = nil,
        mend: Mend? = nil, isConfidential: Bool = false
    ) {
        let loop = template.loopSource(of: path)
        let origin = given ?? template.origin(of: path)
        let member = path.member.flatMap { name in path.section.flatMap { template.origin(of: .init($0, name)) } }
        // What was declared elsewhere, such as a tag of the stack, is no property of this resource in the source.
        let isOwn = given != nil || origin?.path == member?.path
        var notes = notes
        if given == nil, let construct = origin?.constructLocation {
            notes.append(Diagnostic.Note("added here by the construct", at: construct))
        }
        if isOwn, origin?.kind == .aspect || origin?.kind == .override, let member, member.place != origin?.place {
            notes.append(Diagnostic.Note("of the resource that is added here", at: member.place))
        }
        let givenValue = givenValue(at: path)
        if let givenValue {
            let user = origin.map { Diagnostic.Note("the value of \(givenValue.parameter) is used here", at: $0.place) }
            notes += [user].compactMap(\.self)
        } else {
            notes += notesOfComputation(at: path)
        }
        let source = loop?.path ?? path
        let property = source.steps.dropFirst(2)
        let diagnostic = Diagnostic(
            code, message, severity: severity,
            at: givenValue?.place ?? origin?.place ?? .file(FilePosition(path: subject.file)),
            logicalID: isOwn ? source.member : nil,
            property: isOwn && !property.isEmpty ? Template.Path(Array(property)).dotted : nil,
            path: origin?.path ?? filePath(of: source), notes: notes,
            fix: origin?.isOfFile == true ? fixOfFile ?? fix : fix,
            edits: givenValue == nil
                ? mend?.edits(of: subject.template, at: path, declaredAt: origin?.place) ?? [] : [],
            isConfidential: isConfidential)
        guard let loop else { return diagnostics.append(diagnostic) }
        if loopFindings.isFirst(diagnostic, of: loop, at: path) { diagnostics.append(diagnostic) }
    }

    /// The same once, in however many stacks and cases it shows.
    ///
    /// - Parameter subject: tells problems of one code at one path apart.
    mutating func reportOnce(
        _ code: String, _ message: String, severity: Diagnostic.Severity = .error, at path: Template.Path,
        subject: String = "", notes: [Diagnostic.Note] = [], fix: String, fixOfFile: String? = nil, mend: Mend? = nil
    ) {
        guard isFirstReport(code + subject, at: path) else { return }
        report(
            code, message, severity: severity, at: path, notes: notes, fix: fix, fixOfFile: fixOfFile, mend: mend)
    }

    /// Whether nothing was reported with the code at the path when this was asked before.
    mutating func isFirstReport(_ code: String, at path: Template.Path) -> Bool {
        reported.insert([code, path.description]).inserted
    }

    /// What a path leads to, in the words of whoever declared it: `Shop/Network/VPC`, `Database.Endpoint.Address`.
    func name(of path: Template.Path, attribute: String? = nil) -> String {
        let origin = template.origin(of: path)
        if let source = origin?.source { return source }
        return (origin?.path ?? filePath(of: path) ?? path.description) + (attribute.map { "." + $0 } ?? "")
    }

    /// Of a reference's target that is declared here.
    func name(of reference: Template.Reference) -> String {
        switch reference.target {
        case .resource(let name): self.name(of: Template.Path(.resources, name), attribute: reference.attribute)
        case .parameter(let name): self.name(of: Template.Path(.parameters, name))
        case .condition(let name): self.name(of: Template.Path(.conditions, name))
        case .mapping(let name): self.name(of: Template.Path(.mappings, name))
        case .pseudoParameter(let name), .undeclared(let name): name
        }
    }

    /// In a file's template there are no constructs: the logical ID takes their place.
    private func filePath(of path: Template.Path) -> String? {
        guard let member = path.member else { return subject.path }
        return subject.path.map { $0 + "/" + member } ?? member
    }

    /// A note that leads to what stands at a path; nil where nobody knows.
    func note(_ message: String, at path: Template.Path) -> Diagnostic.Note? {
        template.origin(of: path).map { Diagnostic.Note(message, at: $0.place) }
    }
}

extension Template.Origin {
    var isOfFile: Bool { if case .file = place { true } else { false } }
}

extension Template.Path {
    /// As properties are written: `Properties.Tags.0.Key`.
    fileprivate var dotted: String { steps.map(\.description).joined(separator: ".") }
}
