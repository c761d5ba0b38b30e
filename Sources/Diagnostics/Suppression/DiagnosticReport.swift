/// What a run found, sorted into what stands and what somebody accepted.
public struct DiagnosticReport: Sendable {
    /// A problem that is accepted.
    public struct Accepted: Sendable {
        /// The problem.
        public let diagnostic: Diagnostic
        /// What accepts it.
        public let suppression: Suppression

        public init(diagnostic: Diagnostic, suppression: Suppression) {
            self.diagnostic = diagnostic
            self.suppression = suppression
        }
    }

    /// What stands, with what is wrong with suppressions at its end.
    public let standing: [Diagnostic]
    /// What somebody accepted.
    public let accepted: [Accepted]

    /// - Parameters:
    ///   - suppressions: in the order in which they are asked.
    ///   - today: an expired suppression accepts nothing.
    ///   - elsewhere: what other commands find: a suppression of it is not unused because nothing needs it here.
    public init(
        _ diagnostics: [Diagnostic], suppressions: [Suppression], on today: Day,
        elsewhere: [DiagnosticKind] = DiagnosticFamily.ofAudits + DiagnosticFamily.ofPacks
    ) {
        // Mostly there are none, and there may be very many diagnostics.
        guard !suppressions.isEmpty else {
            (standing, accepted) = (diagnostics, [])
            return
        }
        let valid = suppressions.filter { !$0.isExpired(on: today) }
        var used: Set<Suppression> = []
        var standing: [Diagnostic] = []
        var accepted: [Accepted] = []
        var refused: [Diagnostic] = []
        for diagnostic in diagnostics {
            let fitting = valid.filter { $0.matches(diagnostic) }
            used.formUnion(fitting)
            if let suppression = fitting.first, diagnostic.severity < .error {
                accepted.append(Accepted(diagnostic: diagnostic, suppression: suppression))
            } else {
                standing.append(diagnostic)
                refused += fitting.map { $0.problem(ofErrorAt: diagnostic.place) }
            }
        }
        let others = Set(elsewhere.map(\.code))
        let expired = suppressions.filter { $0.isExpired(on: today) }
        let unused = valid.filter { !used.contains($0) && !others.contains($0.code) }
        self.standing = standing + refused + expired.map(\.problemOfExpiry) + unused.map(\.problemOfDisuse)
        self.accepted = accepted
    }

    /// A report that was sorted elsewhere.
    public init(standing: [Diagnostic], accepted: [Accepted]) {
        self.standing = standing
        self.accepted = accepted
    }

    /// The report with what was found elsewhere, and cannot be accepted.
    public func adding(_ others: [Diagnostic]) -> DiagnosticReport {
        DiagnosticReport(standing: standing + others, accepted: accepted)
    }

    public var hasErrors: Bool { standing.contains { $0.severity == .error } }
}

extension Suppression {
    fileprivate func problem(ofErrorAt place: Diagnostic.Place?) -> Diagnostic {
        Diagnostic(
            "suppressed-error", "\(code) is an error here, which cannot be suppressed", severity: .warning,
            at: self.place, notes: place.map { [.init("the error is here", at: $0)] } ?? [],
            fix: "mend what is wrong, and take the suppression out")
    }

    /// That it holds no more.
    fileprivate var problemOfExpiry: Diagnostic {
        Diagnostic(
            "expired-suppression",
            "the suppression of \(code) for \(resource) expired on \(expires?.description ?? "")",
            severity: .warning, at: place, fix: "mend what it is about, or look again and give it another day")
    }

    /// That nothing needs it.
    fileprivate var problemOfDisuse: Diagnostic {
        let codes = DiagnosticCatalogue.codes
        let guess = codes.contains(code) ? "" : Suggestion.question(for: code, in: codes)
        return Diagnostic(
            "unused-suppression", "the suppression of \(code) for \(resource) matches nothing", severity: .low,
            at: place, fix: guess.isEmpty ? "take it out, or name the resource as the diagnostic does" : guess)
    }
}
