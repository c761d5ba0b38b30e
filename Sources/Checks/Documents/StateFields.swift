/// The fields that states have, by their types ("States" in the Amazon States Language).
enum StateFields {
    static let common = ["Type", "Comment", "QueryLanguage"]

    private static let paths = ["InputPath", "OutputPath"]
    private static let transition = ["Next", "End"]
    private static let results = ["ResultPath", "ResultSelector", "Output", "Assign"]
    private static let failures = ["Retry", "Catch"]

    static let own: [String: [String]] = [
        "Pass": paths + transition + ["Parameters", "Result", "ResultPath", "Output", "Assign"],
        "Task": paths + transition + results + failures + [
            "Resource", "Parameters", "Arguments", "Credentials", "TimeoutSeconds", "TimeoutSecondsPath",
            "HeartbeatSeconds", "HeartbeatSecondsPath",
        ],
        "Choice": paths + ["Choices", "Default", "Output", "Assign"],
        "Wait": paths + transition + ["Output", "Assign"] + durations,
        "Succeed": paths + ["Output"],
        "Fail": ["Error", "ErrorPath", "Cause", "CausePath"],
        "Parallel": paths + transition + results + failures + ["Branches", "Parameters", "Arguments"],
        "Map": paths + transition + results + failures + [
            "ItemProcessor", "Iterator", "Items", "ItemsPath", "ItemSelector", "Parameters", "ItemReader",
            "ItemBatcher", "ResultWriter", "MaxConcurrency", "MaxConcurrencyPath", "Label",
            "ToleratedFailurePercentage", "ToleratedFailurePercentagePath", "ToleratedFailureCount",
            "ToleratedFailureCountPath",
        ],
    ]

    static let required: [String: [String]] = [
        "Task": ["Resource"], "Choice": ["Choices"], "Parallel": ["Branches"],
    ]

    /// What a state has only if it is written in JSONPath ("Transforming data with JSONata in Step Functions" in the
    /// AWS Step Functions developer guide), with what takes its place in JSONata.
    static let ofJSONPath = [
        "InputPath": "Arguments", "Parameters": "Arguments", "ResultSelector": "Output", "ResultPath": "Output",
        "OutputPath": "Output", "ItemsPath": "Items", "SecondsPath": "Seconds", "TimestampPath": "Timestamp",
        "TimeoutSecondsPath": "TimeoutSeconds", "HeartbeatSecondsPath": "HeartbeatSeconds", "ErrorPath": "Error",
        "CausePath": "Cause", "MaxConcurrencyPath": "MaxConcurrency",
        "ToleratedFailurePercentagePath": "ToleratedFailurePercentage",
        "ToleratedFailureCountPath": "ToleratedFailureCount",
    ]

    /// The same the other way round.
    static let ofJSONata = ["Arguments": "Parameters", "Output": "ResultPath or OutputPath", "Items": "ItemsPath"]

    /// How long a state waits, or until when.
    static let durations = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"]

    /// Of which each state has one at most.
    static let exclusive: [String: [[String]]] = [
        "Wait": [durations],
        "Task": [["TimeoutSeconds", "TimeoutSecondsPath"], ["HeartbeatSeconds", "HeartbeatSecondsPath"]],
        "Map": [["ItemProcessor", "Iterator"]],
    ]

    /// The least and the largest whole number that a field takes.
    static let ranges: [String: ClosedRange<Double>] = [
        "Seconds": 0...99_999_999, "TimeoutSeconds": 1...99_999_999, "HeartbeatSeconds": 1...99_999_999,
        "MaxConcurrency": 0...99_999_999, "IntervalSeconds": 1...99_999_999, "MaxAttempts": 0...99_999_999,
        "MaxDelaySeconds": 1...31_622_400,
    ]
}

/// How a choice compares ("Choice state" in the AWS Step Functions developer guide).
enum ChoiceOperator {
    enum Operand {
        case number, text, boolean, time, path, rules
        /// One rule.
        case rule
    }

    static let all: [String: Operand] = {
        var all: [String: Operand] = ["And": .rules, "Or": .rules, "Not": .rule]
        let kinds: [(name: String, operand: Operand)] = [
            ("Numeric", .number), ("String", .text), ("Timestamp", .time),
        ]
        for kind in kinds {
            for comparison in ["Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"] {
                all[kind.name + comparison] = kind.operand
                all[kind.name + comparison + "Path"] = .path
            }
        }
        all["BooleanEquals"] = .boolean
        all["BooleanEqualsPath"] = .path
        all["StringMatches"] = .text
        for kind in ["Null", "Present", "Numeric", "String", "Boolean", "Timestamp"] { all["Is" + kind] = .boolean }
        return all
    }()

    /// What stands beside an operator.
    static let others = ["Variable", "Next", "Comment", "Assign", "Output", "Condition"]
}
