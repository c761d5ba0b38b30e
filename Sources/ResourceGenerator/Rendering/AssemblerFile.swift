/// Renders the assembler's file that puts texts into the executable, one symbol with its end for each.
struct AssemblerFile {
    /// Where the file and the texts are.
    let directory: String
    /// The file's own name.
    let name: String
    /// What every symbol begins with.
    let prefix: String

    /// Changes with the texts, because no build system knows that an assembler's file reads another one.
    func file(of texts: [GeneratedFile]) -> GeneratedFile {
        let sums = texts.map { text in
            "// \(name(of: text)).tsv has \(text.content.utf8.count) bytes with the checksum \(Self.checksum(of: text.content))."
        }
        let symbols = texts.map { text in
            let symbol = "\(prefix)_\(name(of: text))"
            return """
                    .globl SYMBOL(\(symbol))
                    .globl SYMBOL(\(symbol)_end)
                SYMBOL(\(symbol)):
                    .incbin "\(name(of: text)).tsv"
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
