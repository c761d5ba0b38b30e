/// The assembler's file that puts texts of a module into the executable.
struct AssemblerFile {
    private let texts: [GeneratedFile]
    private let prefix: String
    private let directory: String

    /// - Parameters:
    ///   - texts: in the directory, named `.tsv`.
    ///   - prefix: what the symbols begin with, before the texts' names.
    init(_ texts: [GeneratedFile], prefix: String, directory: String) {
        self.texts = texts
        self.prefix = prefix
        self.directory = directory
    }

    /// Changes with the texts, because no build system knows that an assembler's file reads another one.
    func file(named name: String) -> GeneratedFile {
        let sums = texts.map { text in
            "// \(self.name(of: text)).tsv has \(text.content.utf8.count) bytes with the checksum \(Self.checksum(of: text.content))."
        }
        let symbols = texts.map { text in
            let symbol = "\(prefix)_\(self.name(of: text))"
            return """
                    .globl SYMBOL(\(symbol))
                    .globl SYMBOL(\(symbol)_end)
                SYMBOL(\(symbol)):
                    .incbin "\(self.name(of: text)).tsv"
                SYMBOL(\(symbol)_end):
                    .byte 0
                """
        }
        let content = """
            \(GeneratedFile.header)
            \(sums.joined(separator: "\n"))
            #if defined(__APPLE__)
            #define SYMBOL(name) _##name
                .section __TEXT,__const
            #else
            #define SYMBOL(name) name
                .section .rodata
            #endif
            \(symbols.joined(separator: "\n"))
            #if defined(__linux__)
                .section .note.GNU-stack, "", %progbits
            #endif

            """
        return GeneratedFile(path: "\(directory)/\(name)", content: content)
    }

    /// `catalogue` of `Sources/AWSResourceData/catalogue.tsv`.
    private func name(of file: GeneratedFile) -> String {
        String(file.path.dropFirst(directory.count + 1).dropLast(".tsv".count))
    }

    /// FNV-1a, 64 bits.
    private static func checksum(of text: String) -> String {
        let sum = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return String(sum, radix: 16)
    }
}
