import Patterns
import XCTest

/// Texts of which parts are not known: what is said of one holds of every text that it may come to.
final class PartialTextTests: XCTestCase {
    private func text(_ pieces: [PartialText.Piece]) -> PartialText {
        var text = PartialText()
        for piece in pieces { text.append(piece) }
        return text
    }

    /// `*` stands for any text, `+` for a word.
    private func text(_ glob: String) -> PartialText {
        text(glob.unicodeScalars.map { $0 == "*" ? .anything : $0 == "+" ? .word : .character($0.value) })
    }

    func testWhatIsSaidHoldsWhateverIsSubstituted() throws {
        let fillings = ["", "a", "b", "/", "-", "ab", "b/", "aa", "/a", "-b"]
        let words = fillings.filter { !$0.isEmpty && !$0.contains("/") }
        let patterns = [
            "^a", "a$", "^a$", "^(a|b)+$", "^[^/]*$", "^(/|[^/]*$)", "^(?!a)", "^(?!a/)b?", "b", "^.{2}$", #"\ba"#,
            #"a\b"#,
            "^a*b{1,2}$", "^(?=.*b)", "^$", "-$", "^/?a",
        ]
        let pieces: [PartialText.Piece] = [
            .anything, .word, .character(97), .character(98), .character(47),
        ]
        for pattern in patterns {
            let expression = try XCTUnwrap(Pattern(pattern))
            for first in pieces {
                for second in pieces {
                    for third in pieces {
                        let partial = text([first, second, third])
                        guard let verdict = expression.matches(partial) else { continue }
                        for whole in expand(partial.pieces[...], fillings, words) {
                            XCTAssertEqual(expression.matches(whole), verdict, "\(pattern) \(partial.pieces) \(whole)")
                        }
                    }
                }
            }
        }
    }

    private func expand(_ pieces: ArraySlice<PartialText.Piece>, _ fillings: [String], _ words: [String]) -> [String] {
        guard let first = pieces.first else { return [""] }
        let rest = expand(pieces.dropFirst(), fillings, words)
        let starts: [String] =
            switch first {
            case .anything: fillings
            case .word: words
            case .character(let value): Unicode.Scalar(value).map { [String($0)] } ?? []
            }
        return starts.flatMap { start in rest.map { start + $0 } }
    }

    func testWhatIsCertain() {
        for (pattern, glob, verdict) in [
            ("^alias/", "*-key", nil), ("^alias/", "+-key", false), ("^alias/", "key-*", false),
            ("^alias/.+$", "+-key", false), ("^(/|[^/]*$)", "+/a", false), ("^(/|[^/]*$)", "*/a", nil),
            (#"\.fifo$"#, "*.fifo", true), (#"\.fifo$"#, "*.fifo-+", false), ("^[a-z0-9-]+$", "Logs-+", false),
            ("^[a-z0-9-]+$", "logs-*", nil), ("^(?!aws)", "aws-+", false), ("^(?!aws)", "+aws", nil),
        ] as [(String, String, Bool?)] {
            XCTAssertEqual(Pattern(pattern)?.matches(text(glob)), .some(verdict), "\(pattern) \(glob)")
        }
    }

    func testWhatATextMayBe() {
        XCTAssertTrue(text("db.*.large").mayBe("db.r6g.large"))
        XCTAssertFalse(text("db.*.large").mayBe("db.r6g.xlarge"))
        XCTAssertFalse(text("a+").mayBe("a"))
        XCTAssertEqual(text("a*+").leastCount, 2)
        XCTAssertEqual(text("a*b").description, "a…b")
    }
}
