/// Whether a value fits a schema.
enum Fit: Equatable {
    case yes
    case no
    /// What decides it is known at the deployment.
    case unknown
    /// It does where a condition holds, or where it does not, or that depends on more conditions.
    case depends(on: String)

    static func all(_ parts: some Sequence<Fit>) -> Fit { combined(parts, deciding: .no, otherwise: .yes) }
    static func any(_ parts: some Sequence<Fit>) -> Fit { combined(parts, deciding: .yes, otherwise: .no) }

    static prefix func ! (fit: Fit) -> Fit {
        switch fit {
        case .yes: .no
        case .no: .yes
        case .unknown, .depends: fit
        }
    }

    init(_ fits: Bool) { self = fits ? .yes : .no }

    private static func combined(_ parts: some Sequence<Fit>, deciding: Fit, otherwise: Fit) -> Fit {
        var result = otherwise
        for part in parts {
            if part == deciding { return part }
            // A condition can be tried both ways, what is unknown cannot.
            switch (part, result) {
            case (.depends, .depends), (.unknown, .depends), (otherwise, _): break
            default: result = part
            }
        }
        return result
    }
}
