import JSON

extension Template {
    /// The intrinsic functions ("Intrinsic functions" and "Rule functions" in the template reference). The raw value
    /// is the key in the template.
    public enum Function: String, Sendable, CaseIterable {
        case ref = "Ref"
        case getAtt = "Fn::GetAtt"
        case sub = "Fn::Sub"

        /// Text.
        case base64 = "Fn::Base64"
        /// Block, count, and bits of each.
        case cidr = "Fn::Cidr"
        /// Mapping, first key, second key, and an object with `DefaultValue`.
        case findInMap = "Fn::FindInMap"
        /// Region; empty for the stack's own.
        case getAZs = "Fn::GetAZs"
        /// An object of `StackName`, `OutputName`, `Region` and `RoleArn`.
        case getStackOutput = "Fn::GetStackOutput"
        /// The name of an export.
        case importValue = "Fn::ImportValue"
        /// Separator and list.
        case join = "Fn::Join"
        /// A list.
        case length = "Fn::Length"
        /// Index and list.
        case select = "Fn::Select"
        /// Separator and text.
        case split = "Fn::Split"
        /// A list or an object.
        case toJSONString = "Fn::ToJsonString"
        /// An object of `Name` and `Parameters`, or a list of such.
        case transform = "Fn::Transform"

        /// The name of a condition. Only where a condition is expected: elsewhere this is a key like any other.
        case condition = "Condition"
        /// The name of a condition, and two values.
        case `if` = "Fn::If"
        /// Two values.
        case equals = "Fn::Equals"
        /// Two to ten conditions.
        case and = "Fn::And"
        /// Two to ten conditions.
        case or = "Fn::Or"
        /// A condition.
        case not = "Fn::Not"

        /// A list and a value.
        case contains = "Fn::Contains"
        /// A list and a value.
        case eachMemberEquals = "Fn::EachMemberEquals"
        /// Two lists.
        case eachMemberIn = "Fn::EachMemberIn"
        /// A type of parameters.
        case refAll = "Fn::RefAll"
        /// A parameter and an attribute.
        case valueOf = "Fn::ValueOf"
        /// A type of parameters and an attribute.
        case valueOfAll = "Fn::ValueOfAll"

        /// Nil for a key that is no function's.
        init?(key: String) {
            // The most frequent ones first: raw values are compared one after the other.
            guard key.utf8.count >= 3, key.isFunctionKey || key == "Ref" || key == "Condition" else { return nil }
            self.init(rawValue: key)
        }

        /// Whether the arguments stand in a list.
        var takesList: Bool {
            switch self {
            case .ref, .sub, .base64, .getAZs, .getStackOutput, .importValue, .length, .toJSONString, .transform,
                .condition, .refAll:
                false
            case .getAtt, .cidr, .findInMap, .join, .select, .split, .if, .equals, .and, .or, .not, .contains,
                .eachMemberEquals, .eachMemberIn, .valueOf, .valueOfAll:
                true
            }
        }

        /// How many arguments it takes.
        var argumentCounts: ClosedRange<Int> {
            switch self {
            case .ref, .sub, .base64, .getAZs, .getStackOutput, .importValue, .length, .toJSONString, .transform,
                .condition, .refAll, .not:
                1...1
            case .getAtt, .join, .select, .split, .equals, .contains, .eachMemberEquals, .eachMemberIn, .valueOf,
                .valueOfAll:
                2...2
            case .cidr: 2...3
            case .findInMap: 3...4
            case .if: 3...3
            case .and, .or: 2...10
            }
        }

        /// Whether its arguments are conditions.
        var takesConditions: Bool { self == .and || self == .or || self == .not }
    }
}

extension String {
    /// Whether it is the key of a function, a macro or a loop: `Fn::Sub`, `Fn::Transform`, `Fn::ForEach::Topics`. Of a
    /// section's keys, the others are names of members.
    public var isFunctionKey: Bool {
        // Every key is asked, and nearly none begins with the letter.
        firstByte == UInt8(ascii: "F") && hasPrefix("Fn::")
    }
}
