import Diagnostics

print(DiagnosticCatalogue.page, terminator: "")
