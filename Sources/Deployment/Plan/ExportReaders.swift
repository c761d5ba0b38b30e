import AWSAccess
import Diagnostics
import Plan

/// Finds the stacks that import what a plan takes from them.
struct ExportReaders: Sendable {
    let aws: AWSCLI

    private struct Imports: Decodable {
        let imports: [String]
    }

    /// What CloudFormation would refuse half-way: exports that go or change while other stacks import them, each with its
    /// readers. A name that nobody can tell before it is deployed is not looked up.
    ///
    /// - Throws: `AWSError` where AWS does not answer.
    func problems(of exports: [ExportChange], _ templates: DeployableTemplates) async throws -> [Diagnostic] {
        let named = exports.filter { $0.name != nil }
        let found = try await concurrently(named, atMost: AWSCLI.simultaneousCalls) { export in
            try await readers(of: export.name ?? "")
        }
        return zip(named, found).compactMap { export, readers -> Diagnostic? in
            guard !readers.isEmpty else { return nil }
            let stack = templates.resource(at: export.stack.joined(separator: "/"))
            return Diagnostic(
                "export-in-use",
                "the export \(export.name ?? "") of \((export.stack + [export.output]).joined(separator: "/")) \(export.fate.words), and CloudFormation refuses that as long as it is imported by \(readers.joined(separator: ", "))",
                severity: export.isSure ? .error : .warning, at: stack.map { .source($0.location) },
                fix: "keep it until they import something else, deploy them, and take it away then")
        }
    }

    /// The names of the stacks that import an export. AWS CloudFormation API Reference, "ListImports": it is an error
    /// that there are none.
    func readers(of name: String) async throws -> [String] {
        do {
            return try await aws.run(
                ["cloudformation", "list-imports", "--export-name", name], as: Imports.self
            ).imports.sorted()
        } catch AWSError.service("ValidationError", _, let message) where message.contains("is not imported") {
            return []
        }
    }
}

extension ExportChange {
    /// Whether it surely goes or changes: another expression may come to the same value.
    fileprivate var isSure: Bool {
        switch fate {
        case .removed, .renamed, .replaced: true
        case .changed, .mayBeReplaced: false
        }
    }
}
