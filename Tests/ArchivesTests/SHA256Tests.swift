import XCTest

@testable import Archives

final class SHA256Tests: XCTestCase {
    private func hash(_ pieces: [[UInt8]]) -> String {
        var hash = SHA256()
        for piece in pieces { piece.withUnsafeBytes { hash.update($0) } }
        return hash.finished().description
    }

    /// Messages and hashes of NIST's "Secure Hash Standard" examples.
    func testSHA256IsTheStandards() {
        XCTAssertEqual(hash([]), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        XCTAssertEqual(hash([Array("abc".utf8)]), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        XCTAssertEqual(
            hash([Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8)]),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
        XCTAssertEqual(
            hash([[UInt8](repeating: 0x61, count: 1_000_000)]),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    func testSHA256IsTheSameInPieces() {
        let message = (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let whole = hash([message])
        for cut in 0...200 {
            XCTAssertEqual(hash([Array(message[..<cut]), Array(message[cut...])]), whole, "cut at \(cut)")
        }
        XCTAssertEqual(hash(message.map { [$0] }), whole)
    }

    func testDigestsAreFoundInTextsAndNothingElseIs() {
        let one = String(repeating: "0a", count: 32)
        let other = String(repeating: "f", count: 64)
        func found(_ text: String) -> [String] {
            let bytes = Array(text.utf8)
            return SHA256.digests(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
        }
        XCTAssertEqual(found("\(one)/hello.\(other).zip and \(one)"), [one, other, one])
        XCTAssertEqual(found("\(other)0 \(other.dropLast()) \(other.uppercased())"), [])
        XCTAssertEqual(found(""), [])
    }
}
