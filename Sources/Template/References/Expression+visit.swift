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

    /// Visits this value and all within it, the outer ones before those within, where nobody asks for their paths.
    public func visitValues(_ body: (Template.Expression) -> Void) {
        body(self)
        switch self {
        case .null, .boolean, .number, .string, .ref, .getAtt(_, .string): break
        case .list(let elements), .call(_, let elements): for element in elements { element.visitValues(body) }
        case .object(let object): for entry in object.entries { entry.value.visitValues(body) }
        case .sub(let substitution): for entry in substitution.variables.entries { entry.value.visitValues(body) }
        case .getAtt(_, let value), .malformed(_, let value): value.visitValues(body)
        }
    }

    fileprivate func visit(at path: inout Template.Path, _ body: (Template.Expression, Template.Path) -> Void) {
        body(self, path)
        switch self {
        case .null, .boolean, .number, .string, .ref, .getAtt(_, .string): break
        case .list(let elements): elements.visit(at: &path, body)
        case .object(let object): object.visit(at: &path, body)
        case .sub(let substitution):
            if substitution.variables.isEmpty { break }
            path.steps += [.key("Fn::Sub"), .index(1)]
            substitution.variables.visit(at: &path, body)
            path.steps.removeLast(2)
        case .getAtt(_, let attribute):
            path.steps += [.key("Fn::GetAtt"), .index(1)]
            attribute.visit(at: &path, body)
            path.steps.removeLast(2)
        case .call(let function, let arguments):
            path.steps.append(.key(function.rawValue))
            if function.takesList {
                arguments.visit(at: &path, body)
            } else {
                for argument in arguments { argument.visit(at: &path, body) }
            }
            path.steps.removeLast()
        case .malformed(let function, let argument):
            path.steps.append(.key(function.rawValue))
            argument.visit(at: &path, body)
            path.steps.removeLast()
        }
    }
}

extension [Template.Expression] {
    fileprivate func visit(at path: inout Template.Path, _ body: (Template.Expression, Template.Path) -> Void) {
        // By hand, as below: everything is visited, and there are debug builds.
        var index = 0
        while index < count {
            path.steps.append(.index(index))
            self[index].visit(at: &path, body)
            path.steps.removeLast()
            index += 1
        }
    }
}

extension Template.Object {
    fileprivate func visit(at path: inout Template.Path, _ body: (Template.Expression, Template.Path) -> Void) {
        var position = 0
        while position < entries.count {
            let entry = entries[position]
            path.steps.append(.key(entry.key))
            entry.value.visit(at: &path, body)
            path.steps.removeLast()
            position += 1
        }
    }
}
