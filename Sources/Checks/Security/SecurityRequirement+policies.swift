extension SecurityRequirement {
    /// A policy document allows something to everybody, without a condition.
    static func opensToWorld(_ path: String) -> Self {
        .some(
            path + "/Statement",
            .all([
                .isOne(of: ["Allow"], at: "Effect"), .not(.isSet("Condition")),
                .any([
                    .isOne(of: ["*"], at: "Principal"), .some("Principal/AWS", .isOne(of: ["*"], at: "")),
                ]),
            ]))
    }

    /// A principal is a service of AWS.
    static func isService(_ path: String) -> Self {
        .isText("a service", at: path) { $0.hasSuffix(".amazonaws.com") }
    }
}
