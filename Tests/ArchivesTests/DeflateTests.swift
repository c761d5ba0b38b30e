import XCTest

@testable import Archives

final class DeflateTests: XCTestCase {
    /// Texts that take every way through the format: all three forms of a block, all lengths and distances, codes of one
    /// symbol and codes that are too long at first.
    private static let texts: [String: [UInt8]] = {
        var random = Lehmer(1)
        func noise(_ count: Int, _ letters: [UInt8]) -> [UInt8] {
            (0..<count).map { _ in letters[Int(random.next() % UInt64(letters.count))] }
        }
        let all = (0...255).map { UInt8($0) }
        // Each letter comes as often as the two before it together: the deepest tree that there is.
        var fibonacci: [UInt8] = []
        var (one, next) = (1, 1)
        for letter in 0..<21 {
            fibonacci += [UInt8](repeating: UInt8(letter), count: one)
            (one, next) = (next, one + next)
        }
        for index in fibonacci.indices.reversed() {
            fibonacci.swapAt(index, Int(random.next() % UInt64(index + 1)))
        }
        let words = noise(2000, Array("etaoin shrdlu".utf8))
        return [
            "nothing": [], "a byte": [65], "two bytes": [65, 66], "three alike": [7, 7, 7],
            "all bytes": all, "zeros": [UInt8](repeating: 0, count: 300_000),
            "noise": noise(200_000, all), "two letters": noise(100_000, Array("ab".utf8)),
            "words": words + Array("and again ".utf8) + words + words,
            "far": noise(32_767, all) + [1, 2, 3] + noise(32_765, all),
            "as far as it may be": {
                let block = noise(32_767, all); return block + block + block
            }(),
            "farther": {
                let block = noise(32_769, all); return block + block
            }(),
            "fibonacci": fibonacci,
            "longest": (3...258).flatMap { length in Array(words.prefix(length)) + [0] },
        ]
    }()

    func testOthersReadWhatIsCompressed() throws {
        try checkThatOthersRead(Self.texts.keys.sorted().compactMap { Self.texts[$0] })
    }

    /// A block has room for 32,768 bytes that do not come again.
    func testABlockMayBeFullWhereTheTextEnds() throws {
        // No three bytes are the same.
        let text = (0..<32_769).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        try checkThatOthersRead([32_767, 32_768, 32_769, 32_770, 65_537].map { Array(text.prefix($0)) })
    }

    private func checkThatOthersRead(_ texts: [[UInt8]]) throws {
        let scratch = try Scratch()
        for (index, text) in texts.enumerated() {
            try scratch.write(text, to: "\(index).text")
            try scratch.write(Deflate.compressed(text), to: "\(index).deflated")
        }
        let told = try Python.run(
            """
            import sys, zlib
            for index in range(int(sys.argv[2])):
                text = open(f"{sys.argv[1]}/{index}.text", "rb").read()
                reader = zlib.decompressobj(-15)
                read = reader.decompress(open(f"{sys.argv[1]}/{index}.deflated", "rb").read())
                print(index, "read" if read == text and reader.eof and not reader.unused_data else "WRONG")
            """, [scratch.path, "\(texts.count)"])
        XCTAssertEqual(told, texts.indices.map { "\($0) read\n" }.joined())
    }

    func testTextsBecomeAboutAsSmallAsElsewhere() throws {
        let words = try XCTUnwrap(Self.texts["words"])
        XCTAssertLessThan(Deflate.compressed(words).count, words.count / 5)
        let zeros = try XCTUnwrap(Self.texts["zeros"])
        XCTAssertLessThan(Deflate.compressed(zeros).count, 400)
    }

    func testNoiseGrowsByLittle() throws {
        let noise = try XCTUnwrap(Self.texts["noise"])
        XCTAssertLessThan(Deflate.compressed(noise).count, noise.count + 100)
    }

    /// Templates show the hash of what comes out: whoever changes the compression changes every template with an asset.
    func testWhatComesOutStaysTheSame() throws {
        let names = Self.texts.keys.sorted()
        var all = SHA256()
        for name in names {
            try Deflate.compressed(XCTUnwrap(Self.texts[name])).withUnsafeBytes { all.update($0) }
        }
        XCTAssertEqual(
            all.finished().description, "7ee869644bb4aeb361be5576894f007ee1068488ff01ced06c7de46489e2f6f4")
    }
}
