import Template

/// Whether a value fits a schema.
enum Fit: Equatable {
    case yes
    case no
    /// What decides it is known at the deployment.
    case unknown
    /// It does where a condition holds, or where it does not, or that depends on more conditions.
    case depends(on: String)

    /// Whether a value fits two schemas.
    func and(_ other: Fit) -> Fit { combined(with: other, deciding: .no, otherwise: .yes) }
    /// Whether it fits one of the two at least.
    func or(_ other: Fit) -> Fit { combined(with: other, deciding: .yes, otherwise: .no) }

    static prefix func ! (fit: Fit) -> Fit {
        switch fit {
        case .yes: .no
        case .no: .yes
        case .unknown, .depends: fit
        }
    }

    init(_ fits: Bool) { self = fits ? .yes : .no }

    /// - Parameter guards: what a presence depends on.
    init(dependingOn guards: [Template.Guard]) { self = guards.first.map { .depends(on: $0.condition) } ?? .unknown }

    private func combined(with other: Fit, deciding: Fit, otherwise: Fit) -> Fit {
        if self == deciding || other == otherwise { return self }
        // A condition can be tried both ways, what is unknown cannot.
        switch (self, other) {
        case (.depends, .depends), (.depends, .unknown): return self
        default: return other
        }
    }
}
