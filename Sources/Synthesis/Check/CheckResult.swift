internal import AWSResourceCatalogue
import Checks
import CloudFormation
import Diagnostics
import Terminal

/// What one look at templates found.
struct CheckResult {
    let report: DiagnosticReport
    /// The files as they were read.
    let sources: SourceFiles
    /// The files that were read, or would have been.
    var files: [String] = []

    /// Of what stopped the check before it began.
    init(stoppedBy error: any Error, files: [String] = []) {
        report = DiagnosticReport(standing: Diagnostic.all(of: error), accepted: [])
        sources = SourceFiles()
        self.files = files
    }

    /// Of an app's own stacks.
    init(_ app: App, _ arguments: Arguments, _ surrounding: Surrounding) throws {
        let assembly = app.synthesize(given: surrounding.given, region: surrounding.region)
        let roots = assembly.templates.filter { $0.stackPath.count == 1 }
        let supplied = Set(roots.flatMap(\.parameters).filter { $0.supply != nil }.map(\.name))
        let suppressions = try SuppressionFile.read(arguments).holding(in: arguments.value("env"))
        report = assembly.report(
            suppressions: suppressions,
            with: surrounding.given?.problems(for: roots.map(\.template), supplied: supplied) ?? [],
            packs: try CheckCommand.packs(arguments))
        sources = SourceFiles()
    }

    /// Of files. What cannot be read is told too.
    init(files paths: [String], _ arguments: Arguments, _ surrounding: Surrounding) throws {
        var files = TemplateFiles()
        for path in paths { files.read(path) }
        let packs = try CheckCommand.packs(arguments)
        let checker = TemplateChecker(
            files.templates, catalogue: .aws, given: surrounding.given, region: surrounding.region)
        let found = checker.diagnosticsWithDefaults() + checker.diagnostics(of: packs)
        let ofValues = surrounding.given?.problems(for: files.roots.map(\.template)) ?? []
        // What the project accepts of its own stacks says nothing of a file.
        let suppressions =
            arguments.value("suppressions") == nil
            ? [] : try SuppressionFile.read(arguments).holding(in: arguments.value("env"))
        report = DiagnosticReport(
            (files.problems + ofValues + found).inSourceOrder, suppressions: suppressions, on: .today,
            elsewhere: packs.foundElsewhere)
        sources = SourceFiles(read: files.contents)
        self.files = files.paths.sorted() + [surrounding.path].compactMap(\.self)
    }
}
