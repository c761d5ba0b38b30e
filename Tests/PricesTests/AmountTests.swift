import Prices
import XCTest

final class AmountTests: XCTestCase {
    private func amount(_ text: String) throws -> Amount { try XCTUnwrap(Amount(text), text) }

    func testDecimalsAreExact() throws {
        XCTAssertEqual(try amount("0.1") + amount("0.2"), try amount("0.3"))
        XCTAssertEqual(try amount("0.0000166667") * 3_000_000, try amount("50.0001"))
        XCTAssertEqual(try amount("0.0118") * 730, try amount("8.614"))
        XCTAssertEqual("\(try amount("1") / 3)", "0.333333333333")
    }

    func testTextHasItsDecimalPlacesAndHalvesGoAwayFromZero() throws {
        XCTAssertEqual(try amount("0.1299").text(4), "0.1299")
        XCTAssertEqual(Amount(5).text(2), "5.00")
        XCTAssertEqual(try amount("94.825").text(2), "94.83")
        XCTAssertEqual((-(try amount("94.825"))).text(2), "-94.83")
        XCTAssertEqual((-(try amount("0.004"))).text(2), "0.00")
        XCTAssertEqual(try amount("7.5").text(0), "8")
        XCTAssertEqual("\(try amount("7.50"))", "7.5")
        XCTAssertEqual("\(Amount(100))", "100")
    }

    func testOnlyPlainDecimalNumbersAreRead() {
        for text in ["", ".", "1.", ".5", "-1", "+1", "1e3", "1,5", "0x1", " 1", "1.1234567890123", "1234567890123456"]
        {
            XCTAssertNil(Amount(text), text)
        }
    }

    func testWhatIsTooMuchStaysTheMost() throws {
        let most = try amount("100000000000000")
        XCTAssertEqual(most + most, most)
        XCTAssertEqual(most * most, most)
        XCTAssertEqual(-most * most, -most)
        XCTAssertEqual(Amount(Int.max), most)
        XCTAssertEqual(Amount(.infinity, places: 3), most)
        XCTAssertEqual(Amount(.nan, places: 3), 0)
    }

    func testMeasuredQuantitiesAreRounded() throws {
        XCTAssertEqual(Amount(1.0005, places: 3), try amount("1.001"))
        XCTAssertEqual(Amount(0.1, places: 3), try amount("0.1"))
    }
}
