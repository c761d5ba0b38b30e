import Diagnostics
import Dispatch
import ResourceSchemas
import Template

/// Finds what CloudFormation would refuse in templates, or a user would regret.
///
/// Templates are all that it reads: whether Swift, a person or AWS made them makes no difference, other than in what a
/// problem's fix says.
public struct TemplateChecker: Sendable {
    let templates: [CheckedTemplate]
    private let catalogue: ResourceCatalogue
    private(set) var given: GivenValues?
    private let circumstances: Circumstances

    /// Resources. Fewer are checked sooner than threads begin.
    private static let mostOnOneThread = 60
    private static let workers = 2

    /// - Parameters:
    ///   - templates: each file once, those around nested ones first. Templates that are nested and not among them are
    ///     unknown.
    ///   - catalogue: the types that there are.
    ///   - given: the values of the parameters of those that nobody nests. Without any, what depends on them is passed
    ///     over.
    ///   - region: where the stacks are going to be; nil where that is not known, so that nothing is said of regions.
    ///   - today: what has ended by then is no longer there.
    public init(
        _ templates: [CheckedTemplate], catalogue: ResourceCatalogue, given: GivenValues? = nil, region: String? = nil,
        today: Day = .today
    ) {
        self.templates = templates.expandingLoops(given: given, region: region)
        self.catalogue = catalogue
        self.given = given
        circumstances = Circumstances(region: region, today: today)
    }

    /// The same templates with other values.
    func with(_ given: GivenValues) -> TemplateChecker {
        var checker = self
        checker.given = given
        return checker
    }

    /// All that is wrong with the templates, in no certain order.
    public func diagnostics() -> [Diagnostic] { look(lookingUpIn: lookups(for: templates.count)).findings }

    /// What each worker looks things up in.
    ///
    /// - Parameters:
    ///   - pieces: of work, each of which one worker does.
    ///   - looks: at all templates, which the pieces are together.
    func lookups(for pieces: Int, looks: Int = 1) -> [CatalogueLookups] {
        // Threads are worth their while where there is much to do; what they look up they look up for themselves.
        let size = looks * templates.reduce(0) { $0 + $1.template.resources.object.count }
        let workers = size > Self.mostOnOneThread ? min(Self.workers, pieces) : 1
        return (0..<workers).map { _ in CatalogueLookups(catalogue, circumstances) }
    }

    /// What one look at all templates found.
    struct Look {
        let findings: [Diagnostic]
        /// Of each template.
        let languages: [Examination.Language?]
    }

    /// - Parameters:
    ///   - lookups: one for each worker. They remember what they found, for whoever checks the same templates with
    ///     other values.
    ///   - standing: a look at the same templates without values. What it told of the language, and of what nobody could
    ///     decide, is not told again.
    func look(lookingUpIn lookups: [CatalogueLookups], behind standing: Look? = nil) -> Look {
        let known = KnownStacks(
            templates, given: given, region: circumstances.region, namingUndecided: standing == nil)
        let queue = WorkQueue(sizes: templates.map(\.byteCount))
        let ground = ExaminationGround(templates, known)
        // Each is asked by one thread at a time.
        nonisolated(unsafe) let workers = lookups.map { (lookups: $0, tracer: ValueTracer(ground.files, $0.schemas)) }
        let languages = standing?.languages
        var finished = [Examination?](repeating: nil, count: templates.count)
        finished.withUnsafeMutableBufferPointer { finished in
            // Each element is written by one worker.
            nonisolated(unsafe) let finished = finished
            DispatchQueue.concurrentPerform(iterations: workers.count) { worker in
                let examiner = Examiner(ground, workers[worker].lookups.actions)
                let tracer = workers[worker].tracer
                while let index = queue.next() {
                    var examination = examiner.examination(of: templates[index], source: index)
                    examination.run(tracer, known, languages?[index])
                    finished[index] = examination
                }
            }
        }
        var examinations = finished.compactMap(\.self)
        // It knows some of what is asked now.
        let tracer = workers[0].tracer
        let uses = NestedUses(examinations, tracer)
        for index in examinations.indices { examinations[index].checkHandovers(uses, tracer) }
        for index in examinations.indices where standing == nil && !examinations[index].bodies.isEmpty {
            // Whatever values are given here, those of a stack set are its own.
            examinations[index].checkBodies {
                TemplateChecker([$0], catalogue: catalogue, today: circumstances.today).diagnostics()
            }
        }
        var findings = examinations.flatMap(\.findings)
        if let known {
            // What several stacks of a template have in common is told once.
            var seen: Set<Diagnostic> = []
            findings = (findings + known.diagnostics).filter { seen.insert($0).inserted }
        }
        let look = Look(findings: findings, languages: examinations.map(\.language))
        // To free what was found out takes a tenth of the time of finding it out, and nobody has to wait for that.
        nonisolated(unsafe) let rest = (examinations, workers)
        DispatchQueue.global().async { _ = rest }
        return look
    }

    /// What packs of security rules find, and what they cannot tell, in no certain order.
    public func diagnostics(of packs: Set<SecurityPack>) -> [Diagnostic] {
        guard !packs.isEmpty else { return [] }
        let known = KnownStacks(
            templates, given: given, region: circumstances.region, namingUndecided: false)
        let examiner = Examiner(ExaminationGround(templates, known), KnownActions(catalogue.actions))
        return templates.enumerated().flatMap { source, subject in
            var examination = examiner.examination(of: subject, source: source)
            examination.decided(by: known) { $0.checkSecurity(packs) }
            return examination.findings
        }
    }
}
