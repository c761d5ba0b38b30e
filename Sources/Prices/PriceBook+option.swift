import AppDeclaration
import Terminal

extension PriceBook {
    /// The option of every command that shows costs.
    package static let option: CommandSyntax.Option =
        .value("prices", "FILE", "a price table of your own, which wins over all others")

    /// - Throws: `DiagnosticError` for a price table that cannot be read or is none.
    package init(_ arguments: Arguments, described: DescribedPrices?) throws {
        try self.init(file: arguments.value("prices"), described: described)
    }
}
