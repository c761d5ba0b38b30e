extension Template {
    /// Visits every value of every section, the outer ones before those within.
    public func visit(_ body: (Expression, Path) -> Void) {
        var path = Path()
        object.visit(at: &path, body)
    }
}

extension Template.Expression {
    /// Visits this value and all within it, the outer ones before those within.
    ///
    /// - Parameter path: of this value. Those within have paths as in JSON: the argument of a function stands below
    ///   its name.
    public func visit(at path: Template.Path = Template.Path(), _ body: (Template.Expression, Template.Path) -> Void) {
        var path = path
        visit(at: &path, body)
    }

    fileprivate func visit(at path: inout Template.Path, _ body: (Template.Expression, Template.Path) -> Void) {
        body(self, path)
        switch self {
        case .null, .boolean, .number, .string, .ref, .getAtt(_, .string): break
        case .list(let elements): elements.visit(at: &path, body)
        case .object(let object): object.visit(at: &path, body)
        case .sub(let substitution):
            path.with(.key("Fn::Sub")) { path in
                path.with(.index(1)) { substitution.variables.visit(at: &$0, body) }
            }
        case .getAtt(_, let attribute):
            path.with(.key("Fn::GetAtt")) { path in path.with(.index(1)) { attribute.visit(at: &$0, body) } }
        case .call(let function, let arguments):
            path.with(.key(function.rawValue)) { path in
                if function.takesList {
                    arguments.visit(at: &path, body)
                } else {
                    for argument in arguments { argument.visit(at: &path, body) }
                }
            }
        case .malformed(let function, let argument):
            path.with(.key(function.rawValue)) { argument.visit(at: &$0, body) }
        }
    }
}

extension [Template.Expression] {
    fileprivate func visit(at path: inout Template.Path, _ body: (Template.Expression, Template.Path) -> Void) {
        for (index, element) in enumerated() {
            path.with(.index(index)) { element.visit(at: &$0, body) }
        }
    }
}

extension Template.Object {
    fileprivate func visit(at path: inout Template.Path, _ body: (Template.Expression, Template.Path) -> Void) {
        for entry in entries {
            path.with(.key(entry.key)) { entry.value.visit(at: &$0, body) }
        }
    }
}

extension Template.Path {
    /// Goes one step down meanwhile.
    fileprivate mutating func with(_ step: Step, _ body: (inout Self) -> Void) {
        steps.append(step)
        body(&self)
        steps.removeLast()
    }
}
