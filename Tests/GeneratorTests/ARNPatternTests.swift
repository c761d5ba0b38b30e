import XCTest

@testable import ResourceGenerator

/// What is read out of the regular expressions that schemas have for ARNs.
final class ARNPatternTests: XCTestCase {
    private func forms(_ pattern: String) -> [String]? { ARNPattern.all(in: pattern)?.map(\.text).sorted() }

    func testServiceAndKindAreFoundHoweverTheyAreWritten() {
        let patterns = [
            (#"^arn:aws[a-z\-]*:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+$"#, "iam:role"),
            (#"arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role\/.+"#, "iam:role"),
            (#"^arn:[\w+=/,.@-]+:kms:[\w+=/,.@-]*:[0-9]+:key/[\w+=,.@-]+$"#, "kms:key"),
            (#"^(arn:aws:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+)$"#, "secretsmanager:secret"),
            (#"^arn:aws:sso:::instance/(sso)?ins-[a-zA-Z0-9-.]{16}$"#, "sso:instance"),
            (#"arn:aws[a-z-]*:(billing)::[0-9]{12}:billingview/[a-z]{1,75}"#, "billing:billingview"),
            (#"^arn:aws[-a-z]*:sns:[a-z0-9-]+:\d{12}:[\w-]+$"#, "sns"),
            (#"^arn:aws:s3:::[a-z0-9.-]{3,63}$"#, "s3"),
        ]
        for (pattern, text) in patterns { XCTAssertEqual(forms(pattern), [text], pattern) }
    }

    func testEachAlternativeIsAForm() {
        XCTAssertEqual(forms("^arn:aws:sqs:[a-z]+:[0-9]+:.+$|^arn:aws:sns:[a-z]+:[0-9]+:.+$"), ["sns", "sqs"])
        XCTAssertEqual(forms(#"^(arn:aws:kms:[a-z]+:\d+:key/.+|[0-9a-f-]{36})$"#), ["kms:key"], "the other is no ARN")
    }

    func testAnUnclearFormMakesTheWholeUnclear() {
        for pattern in [
            "^arn:.*$", "^arn:aws:(sqs|sns):[a-z]+:[0-9]+:.+$", #"arn:[\w]+:[\w]+:[\w]*:[0-9]*:.+"#,
            "^arn:aws:.*:.*:.*:role/x$",
        ] {
            XCTAssertNil(forms(pattern), pattern)
        }
    }

    func testAWordThatOnlyEndsLikeItIsNoARN() {
        for pattern in ["^[a-z]+$", "warn:aws:iam::1:role/x", "^learn$"] { XCTAssertEqual(forms(pattern), [], pattern) }
    }

    func testLettersThatGoOnAreNoKind() {
        XCTAssertEqual(forms("^arn:aws:ecs:[a-z]+:[0-9]+:cluster[a-z]+$"), ["ecs"])
        XCTAssertEqual(forms("^arn:aws:rds:[a-z]+:[0-9]+:(cluster|db):.+$"), ["rds"])
    }
}
