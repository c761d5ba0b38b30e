import CloudFormation
import XCTest

@testable import Deployment

final class DeployableTemplatesTests: XCTestCase {
    func testAnAppOfTwoRootsIsNotDeployedByHalves() {
        let app = App()
        for name in ["Web", "Shop"] { app.stack(name).add("Bucket", RawResource("AWS::S3::Bucket")) }
        XCTAssertThrowsError(try DeployableTemplates(app.synthesize())) { error in
            XCTAssertTrue("\(error)".hasPrefix("the app has 2 root stacks (Web, Shop)"), "\(error)")
        }
    }
}
