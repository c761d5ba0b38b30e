import Template

extension Stack {
    /// The sections that have members with names.
    public enum Section: String, Sendable {
        case mappings = "Mappings"
        case conditions = "Conditions"
        case resources = "Resources"
        case outputs = "Outputs"
    }

    /// Adds a section that no type covers, as a macro reads it: `Globals` of AWS SAM.
    ///
    ///     stack.addSection("Globals", ["Function": ["Timeout": 30]])
    ///
    /// - Parameter name: none of the sections that CloudFormation itself knows, which are written by what declares their
    ///   members.
    public func addSection(_ name: String, _ value: JSON, fileID: String = #fileID, line: Int = #line) {
        guard Template.SectionName(rawValue: name) == nil else {
            declarations.diagnostics.append(
                Diagnostic(
                    "illegal-name", "the section \(name) is written by what declares its members",
                    at: SourceLocation(fileID: fileID, line: line), path: path.description,
                    fix: "declare them, or add what has no form in Swift with addMember(_:_:to:)"))
            return
        }
        declarations.sections.append(Expression.Entry(name, value.expression))
    }

    /// Adds a member to a section that only a deployment makes something of: a loop over what a parameter holds, or a
    /// macro.
    ///
    ///     stack.addMember("Fn::ForEach::Topics", ["Name", ["Ref": "Names"], ["${Name}": ["Type": "AWS::SNS::Topic"]]], to: .resources)
    ///
    /// What it makes has no names in Swift. A loop adds the transform `AWS::LanguageExtensions`.
    ///
    /// - Parameter name: as templates have it.
    public func addMember(_ name: String, _ value: JSON, to section: Section) {
        declarations.members.append(
            RawMember(section: section, entry: Expression.Entry(name, value.expression)))
    }
}
