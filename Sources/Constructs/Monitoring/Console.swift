/// The web pages of AWS, whose host is another in each partition.
struct Console {
    /// Without the region in front. AWS General Reference, "AWS Management Console endpoints"; for China and GovCloud,
    /// the guides "Getting Started with Amazon Web Services in China" and "AWS GovCloud (US) User Guide". That of the
    /// European Sovereign Cloud is as users report it.
    private let hosts: Mapping<Value<String>>

    init(in scope: Scope) {
        hosts = scope.mapping(
            "Console",
            [
                "aws": ["Host": "console.aws.amazon.com"],
                "aws-cn": ["Host": "console.amazonaws.cn"],
                "aws-eusc": ["Host": "console.amazonaws-eusc.eu"],
                "aws-us-gov": ["Host": "console.amazonaws-us-gov.com"],
            ])
    }

    /// The address of a page, such as `/cloudwatch/home`.
    func url(_ page: Value<String>) -> Value<String> {
        "https://\(AWS.region).\(hosts.value(AWS.partition, "Host"))\(page)"
    }
}
