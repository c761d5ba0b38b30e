import CloudFormation
import XCTest

/// Parameters of nested stacks that have names of their own.
final class GivenParameterTests: XCTestCase {
    func testTheStackAroundWorksOutWhatItGives() {
        let assembly = synthesize { root in
            let size = root.parameter("Size", default: "small")
            let isLarge = root.condition("IsLarge", size == "large")
            let data = root.nestedStack("Data")
            let own = data.parameter(
                "Capacity", .integer, given: .if(isLarge, 4, else: 1), default: 2, description: "How much")
            let names = data.parameter("Names", .commaDelimitedList, given: ["a", "b"])
            data.add("One", bucket("\(own)-\(names[0])"))
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            assembly.section("Resources"),
            """
            {
              "Data": {
                "Type": "AWS::CloudFormation::Stack",
                "Properties": {
                  "Parameters": {
                    "Capacity": { "Fn::If": ["IsLarge", 4, 1] },
                    "Names": "a,b"
                  },
                  "TemplateURL": "./Root.Data.template.json"
                }
              }
            }
            """)
        XCTAssertEqual(
            assembly.section("Parameters", of: "Data"),
            """
            {
              "Capacity": {
                "Type": "Number",
                "Description": "How much",
                "Default": "2"
              },
              "Names": {
                "Type": "CommaDelimitedList"
              }
            }
            """)
    }

    func testOneThatNobodyGivesHasItsDefault() {
        let assembly = synthesize { root in
            let data = root.nestedStack("Data")
            data.add("One", bucket(JSON(data.parameter("Size", .string, given: nil, default: "small"))))
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertFalse(assembly.template().contains("Parameters"), assembly.template())
        XCTAssertTrue(assembly.template("Data").contains("small"))
    }

    func testARootStackHasNobodyAroundIt() {
        let assembly = synthesize { root in
            root.add("One", bucket(JSON(root.parameter("Size", .string, given: "small"))))
        }
        XCTAssertEqual(assembly.codes, ["given-in-root-stack"])
    }

    func testADeploymentIsNotAskedForThem() throws {
        let assembly = synthesize { root in
            let data = root.nestedStack("Data")
            data.add("One", bucket(JSON(data.parameter("Size", .string, given: "small"))))
        }
        XCTAssertEqual(assembly.templates.map(\.parameters.count), [0, 0])
    }
}
