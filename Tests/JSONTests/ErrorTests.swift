import JSON
import XCTest

final class ErrorTests: XCTestCase {
    func testSaysWhatIsMetAndWhatIsExpected() {
        let table = [
            ("", "1:1: the text ends where a value is expected"),
            (" \n ", "2:2: the text ends where a value is expected"),
            ("[1,]", "1:4: met ']' where a value is expected (there is no comma after the last one)"),
            ("{\"a\": 1,\n}", "2:1: met '}' where a key is expected (there is no comma after the last one)"),
            ("[1 2]", "1:4: met '2' where ',' or ']' is expected"),
            ("{\"a\": 1]", "1:8: met ']' where ',' or '}' is expected"),
            ("{\"a\" 1}", "1:6: met '1' where ':' is expected"),
            ("{a: 1}", "1:2: met 'a' where a key or '}' is expected"),
            ("['x']", "1:2: met ''' where a value is expected (quotation marks are double)"),
            ("[1] // list", "1:5: met '/' where the end of the text is expected (JSON has no comments)"),
            ("[1] []", "1:5: met '[' where the end of the text is expected"),
            ("[tru]", "1:5: met ']' where 'true' is expected"),
            ("nul", "1:4: the text ends where 'null' is expected"),
            ("NaN", "1:1: met 'N' where a value is expected"),
            ("[01]", "1:2: the number begins with a zero; '0', or another digit first, is expected"),
            ("-", "1:2: the text ends where a digit is expected"),
            ("1.", "1:3: the text ends where a digit is expected"),
            (".5", "1:1: met '.' where a value is expected"),
            ("+1", "1:1: met '+' where a value is expected"),
            ("1e+x", "1:4: met 'x' where a digit is expected"),
            ("\"a\nb\"", "1:3: met 'U+000A' in a string; it is written as an escape there"),
            ("\"a\u{1B}[2J\"", "1:3: met 'U+001B' in a string; it is written as an escape there"),
            ("\u{1B}", "1:1: met 'U+001B' where a value is expected"),
            ("é", "1:1: met 'é' where a value is expected"),
            ("[\n\"abc", "2:5: the text ends in the string that begins in line 2; '\"' is expected"),
            (#""\x""#, "1:3: met 'x' after '\\'; one of \" \\ / b f n r t u is expected"),
            (#""\"#, "1:3: the text ends in an escape"),
            (
                #""\u12G4""#,
                #"1:2: the escape 'u12G4' is no character; '\u' with four hexadecimal digits is expected, and both halves of a surrogate pair"#
            ),
        ]
        for (text, expected) in table {
            XCTAssertEqual(problem(text), expected, text)
        }
    }

    func testASurrogateHasItsOtherHalf() {
        for text in [#""\ud83d""#, #""\ude00""#, #""\ud83dx""#, #""\ud83d\n""#, #""\ud83d\ud83d""#, #""\ud83d\u0041""#]
        {
            XCTAssertTrue(problem(text)?.contains("both halves of a surrogate pair") ?? false, text)
        }
    }

    /// "The Unicode Standard", table 3-7: overlong, surrogates, beyond the last character, without an end.
    func testBytesThatAreNoUTF8AreRefusedWithTheirPlace() {
        let sequences: [[UInt8]] = [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE2, 0x82],
            [0xED, 0xA0, 0x80],
            [0xEF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
            [0xE9, 0x74],
        ]
        for sequence in sequences {
            let text = Array("[\n \"a".utf8) + sequence + Array("\"]".utf8)
            XCTAssertEqual(
                problem(text),
                "2:4: the byte \(String(sequence[0], radix: 16, uppercase: true)) is no UTF-8 here; the text must be in UTF-8",
                "\(sequence)")
        }
        XCTAssertEqual(problem([0xE9]), "1:1: met the byte E9 where a value is expected")
    }

    func testOtherEncodingsAreCalledByTheirName() {
        let text = "{\"a\": 1}"
        XCTAssertEqual(
            problem("\u{FEFF}" + text), "1:1: the text begins with a byte order mark; UTF-8 without one is expected")
        let units = Array(text.utf16)
        let littleEndian = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let bigEndian = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for bytes in [littleEndian, bigEndian, [0xFF, 0xFE] + littleEndian, [0xFE, 0xFF] + bigEndian] {
            XCTAssertEqual(problem(bytes), "1:1: the text is in UTF-16 or UTF-32; UTF-8 is expected")
        }
    }

    func testATextCutOffAnywhereIsNoJSON() {
        let text = Array(#"{"a": [1.5e-3, true, null, "é😀\ud83d\ude00\n"], "b": {"c": {}}}"#.utf8)
        XCTAssertNil(problem(text))
        for length in 0..<text.count {
            let found = problem(text.prefix(length))
            XCTAssertNotNil(found, "\(length) bytes")
            let isCutInACharacter = length < text.count && text[length] & 0xC0 == 0x80
            XCTAssertTrue(
                found?.contains(isCutInACharacter ? "is no UTF-8 here" : "the text ends") ?? false,
                "\(length) bytes: \(found ?? "")")
        }
    }

    func testEveryByteThatIsChangedLeavesAnAnswer() throws {
        let text = Array(#"{"a": [1.5e-3, true], "é\u00e9": {"c": -0}}"#.utf8)
        for index in text.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = text
                changed[index] = byte
                guard let value = try? JSONValue(parsing: changed) else { continue }
                // What was accepted can be read to the end.
                for member in try XCTUnwrap(value.members) { XCTAssertLessThan(member.key.place, member.value.place) }
            }
        }
    }
}
