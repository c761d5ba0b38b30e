import XCTest

@testable import NetworkConstructs

final class CIDRBlockTests: XCTestCase {
    func testRangesAreReadAndPrintedAlike() {
        for text in ["0.0.0.0/0", "10.0.0.0/16", "192.168.255.0/24", "255.255.255.255/32", "128.0.0.0/1"] {
            XCTAssertEqual(CIDRBlock(text)?.description, text)
        }
    }

    func testWhatIsNoRangeIsRefused() {
        let bad = [
            "", "/", "10.0.0.0", "10.0.0.0/", "/16", "10.0.0/16", "10.0.0.0.0/16", "10.0.0.256/32", "10.0.0.0/33",
            "10.0.0.0/-1", "10.0.0.0/16/24", "10.0.1.0/16", "10.0.0.1/31", "1.0.0.0/0", "a.b.c.d/8", "10..0.0/16",
            "010.0.0.0/8", "10.0.0.0/08", "+10.0.0.0/8", "10.0.0.0/+8", " 10.0.0.0/8", "10.0.0.0 /8", "١٠.0.0.0/8",
            "::/0",
        ]
        for text in bad { XCTAssertNil(CIDRBlock(text), text) }
    }

    func testSubnetsFollowEachOther() {
        let cases: [(String, Int, Int, String?)] = [
            ("10.0.0.0/16", 24, 0, "10.0.0.0/24"), ("10.0.0.0/16", 24, 255, "10.0.255.0/24"),
            ("10.0.0.0/16", 24, 256, nil), ("10.0.0.0/16", 24, -1, nil), ("10.0.0.0/16", 15, 0, nil),
            ("10.0.0.0/16", 33, 0, nil), ("10.0.0.0/16", 16, 0, "10.0.0.0/16"), ("10.0.0.0/16", 16, 1, nil),
            ("0.0.0.0/0", 32, 4_294_967_295, "255.255.255.255/32"), ("0.0.0.0/0", 32, 4_294_967_296, nil),
            ("255.255.255.0/24", 28, 15, "255.255.255.240/28"), ("10.0.0.0/24", 28, 1, "10.0.0.16/28"),
        ]
        for (block, length, index, expected) in cases {
            XCTAssertEqual(
                CIDRBlock(block)?.subnet(prefixLength: length, index: index)?.description, expected,
                "\(block) /\(length) \(index)")
        }
    }
}
