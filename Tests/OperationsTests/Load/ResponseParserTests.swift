import XCTest

@testable import Operations

final class ResponseParserTests: XCTestCase {
    /// Feeds a response in pieces of some size; the bytes that completed it, nil when it is not complete.
    private func parse(_ text: String, piece: Int = .max, into parser: inout ResponseParser) throws -> Int? {
        let bytes = Array(text.utf8)
        var position = 0
        while position < bytes.count {
            let end = min(bytes.count, piece == .max ? bytes.count : position + piece)
            // Bytes of their own, so that the parser cannot hold on to earlier ones.
            let copy = Array(bytes[position..<end])
            if let taken = try copy.withUnsafeBytes({ try parser.consume($0) }) { return position + taken }
            position = end
        }
        return nil
    }

    /// Reads a response whole and byte by byte, and expects the same of both.
    private func read(_ text: String, line: UInt = #line) throws -> (length: Int?, status: Int, keeps: Bool) {
        var whole = ResponseParser()
        var pieces = ResponseParser()
        let length = try parse(text, into: &whole)
        XCTAssertEqual(try parse(text, piece: 1, into: &pieces), length, line: line)
        XCTAssertEqual(pieces.status, whole.status, line: line)
        XCTAssertEqual(pieces.keepsConnection, whole.keepsConnection, line: line)
        return (length, whole.status, whole.keepsConnection)
    }

    private func assertMalformed(_ text: String, _ reason: String, line: UInt = #line) {
        var parser = ResponseParser()
        XCTAssertThrowsError(try parse(text, into: &parser), line: line) {
            XCTAssertEqual($0 as? MalformedResponse, MalformedResponse(reason: reason), line: line)
        }
    }

    func testALengthEndsTheBody() throws {
        let response = "HTTP/1.1 200 OK\r\nServer: x\r\ncOnTent-LENGTH:  5 \r\n\r\nhello"
        let read = try read(response + "HTTP/1.1 500")
        XCTAssertEqual(read.length, response.utf8.count)
        XCTAssertEqual(read.status, 200)
        XCTAssertTrue(read.keeps)
    }

    func testABodyThatIsNotAllThereIsWaitedFor() throws {
        XCTAssertNil(try read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell").length)
    }

    func testChunksEndWithAnEmptyOneAndItsTrailers() throws {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\nContent-Length: 3\r\n\r\n"
        let response = head + "5\r\nhello\r\nA;name=\"v\"\r\n0123456789\r\n0\r\nDigest: x\r\n\r\n"
        XCTAssertEqual(try read(response).length, response.utf8.count)
        XCTAssertTrue(try read(response).keeps)
        XCTAssertNil(try read(head + "5\r\nhello\r\n0\r\n").length)
    }

    func testWithoutALengthTheConnectionEndsTheBody() throws {
        var parser = ResponseParser()
        XCTAssertNil(try parse("HTTP/1.1 200 OK\r\n\r\nas much as\r\n\r\nthere is", into: &parser))
        XCTAssertFalse(parser.keepsConnection)
        XCTAssertTrue(parser.consumeEnd())
    }

    func testTheEndOfTheConnectionWithinAnythingElseIsNoResponse() throws {
        for text in [
            "", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel",
        ] {
            var parser = ResponseParser()
            XCTAssertNil(try parse(text, into: &parser))
            XCTAssertFalse(parser.consumeEnd(), text)
        }
    }

    func testSomeStatusesHaveNoBody() throws {
        for status in ["204 No Content", "304 Not Modified"] {
            let response = "HTTP/1.1 \(status)\r\nContent-Length: 10\r\n\r\n"
            XCTAssertEqual(try read(response).length, response.utf8.count)
        }
        let empty = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        XCTAssertEqual(try read(empty).length, empty.utf8.count)
    }

    func testInformationBeforeTheResponseIsPassedOver() throws {
        let response = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Length: 1\r\n\r\nx"
        let read = try read(response)
        XCTAssertEqual(read.status, 404)
        XCTAssertEqual(read.length, response.utf8.count)
        assertMalformed("HTTP/1.1 101 Switching Protocols\r\n\r\n", "a switch to another protocol")
    }

    func testWhetherTheConnectionIsKept() throws {
        func keeps(_ version: String, _ header: String = "") throws -> Bool {
            try read("HTTP/\(version) 200 OK\r\n\(header)Content-Length: 0\r\n\r\n").keeps
        }
        XCTAssertTrue(try keeps("1.1"))
        XCTAssertFalse(try keeps("1.1", "Connection: upgrade, CLOSE\r\n"))
        XCTAssertTrue(try keeps("1.1", "Connection: closeted\r\n"))
        XCTAssertFalse(try keeps("1.0"))
        XCTAssertTrue(try keeps("1.0", "Connection: Keep-Alive\r\n"))
    }

    func testAResponseWithBareNewlinesIsRead() throws {
        XCTAssertEqual(try read("HTTP/1.1 200\nContent-Length: 2\n\nok").length, 34)
    }

    func testTheParserIsReadyForTheNextResponse() throws {
        var parser = ResponseParser()
        _ = try parse("HTTP/1.0 500 No\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", into: &parser)
        parser.reset()
        let next = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        XCTAssertEqual(try parse(next, into: &parser), next.utf8.count)
        XCTAssertEqual(parser.status, 200)
        XCTAssertTrue(parser.keepsConnection)
    }

    func testWhatIsNoHTTPIsTold() {
        assertMalformed("SSH-2.0-OpenSSH_9.2\r\n", "no status line")
        assertMalformed("HTTP/2.0 200 OK\r\n", "no status line")
        assertMalformed("HTTP/1.1 2000 OK\r\n", "no status line")
        assertMalformed("HTTP/1.1 abc OK\r\n", "a length that is no number")
        assertMalformed("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n", "a length that is no number")
        assertMalformed("HTTP/1.1 200 OK\r\nContent-Length:\r\n", "a length that is no number")
        assertMalformed("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n", "two different lengths")
        assertMalformed("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n", "a length beyond all measure")
        assertMalformed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "a length that is no number")
        assertMalformed(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n", "a chunk longer than its size")
        assertMalformed(String(repeating: "x", count: 70_000), "a line without an end")
    }
}
