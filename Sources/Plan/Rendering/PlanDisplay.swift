import AppDeclaration
import Diagnostics
import Prices
import Terminal

/// How a command shows a plan, and how it ends.
public struct PlanDisplay: Sendable {
    private let format: OutputFormat
    private let tellsByExitCode: Bool
    private let budget: Budget?
    /// What a plan is to be priced with.
    package let prices: PriceBook

    /// The options, for a ``CommandSyntax``.
    public static let options: [CommandSyntax.Option] = [
        .flag("exit-code", "end with 3 where something changes, and with 0 where nothing does"), Budget.option,
        PriceBook.option,
        OutputFormat.option(.ofPlans, of: "plans"),
    ]

    /// - Parameter described: the prices that the app's description reckons with.
    /// - Throws: ``UsageError`` for a format that there is not, and a budget that is no amount; `DiagnosticError` for a price
    ///   table that is none.
    public init(_ arguments: Arguments, described: DescribedPrices? = nil) throws {
        format = try OutputFormat(arguments, from: .ofPlans)
        tellsByExitCode = arguments.flag("exit-code")
        budget = try Budget(arguments)
        prices = try PriceBook(arguments, described: described)
    }

    /// - Parameters:
    ///   - title: what the plan is of.
    ///   - page: makes a page of a plan, its title, and how a place is written.
    public func show(
        _ plan: Plan, of title: String, on terminal: Terminal,
        page: (Plan, String, @escaping (Diagnostic.Place) -> String) -> String
    ) {
        let sources = SourceFiles()
        let source = { (place: Diagnostic.Place) in "\(sources.position(of: place))" }
        switch format {
        case .json: terminal.output.write(document: plan.json(budget: budget, source: source))
        case .markdown: terminal.output.write(document: plan.markdown(title: title, source: source))
        case .html: terminal.output.write(document: page(plan, title, source))
        case .text, .sarif, .github, .env:
            terminal.errors.print([StyledText(title, .bold)])
            plan.show(on: terminal.output)
        }
        if let problem = budget?.problem(of: plan.costs) { terminal.report([problem]) }
    }

    /// How a command ends that showed a plan.
    public func exitCode(of plan: Plan) -> ExitCode {
        if budget?.problem(of: plan.costs) != nil { return .overBudget }
        return tellsByExitCode && !plan.isEmpty ? .changes : .success
    }
}

extension Plan {
    /// Prints the plan for people.
    public func show(on output: TerminalStream) {
        let sources = SourceFiles()
        let width = output.isInteractive ? output.width : 120
        for line in lines(width: width, source: { "\(sources.position(of: $0))" }) { output.print(wrapped: line) }
    }
}
