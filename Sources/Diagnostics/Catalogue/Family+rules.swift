extension DiagnosticFamily {
    static let rules = DiagnosticFamily(
        title: "What services refuse",
        summary: "Found by rules that hold beside the schemas: of properties together, of regions, and of days.",
        kinds: [
            DiagnosticKind(
                "type-ending", "A type's service is on its way out",
                because: "it may take no new customers, or be gone: what is made with it has to be made anew"),
            DiagnosticKind(
                "deprecated-property", "A property is given that AWS advises against",
                because: "something else has taken its place, and it may be gone one day"),
            DiagnosticKind(
                "runtime-ended", "A function's runtime has come to its end",
                because: "AWS does not mend it any more, and makes no functions of it from a certain day on",
                bad: "\"Runtime\": \"nodejs16.x\"", good: "\"Runtime\": \"nodejs22.x\""),
            DiagnosticKind(
                "engine-version", "There is no such version of an engine",
                because: "no new database gets it; a warning where it may be newer than what is known",
                bad: "\"EngineVersion\": \"14.5\"", good: "\"EngineVersion\": \"16\""),
            DiagnosticKind(
                "instance-class", "An engine's version does not run on the class", because: "RDS refuses them together"),
            DiagnosticKind(
                "missing-element", "A list lacks an element that it has to have", because: "the service refuses it"),
            DiagnosticKind(
                "essential-container", "No container of a task is essential", because: "ECS refuses the task"),
            DiagnosticKind(
                "fargate-size", "Fargate has no such size",
                because: "each size of processor goes with certain sizes of memory",
                bad: "\"Cpu\": \"512\", \"Memory\": \"512\"", good: "\"Cpu\": \"512\", \"Memory\": \"1024\""),
            DiagnosticKind(
                "reserved-variable", "A function's variable has a name that Lambda sets", because: "Lambda refuses it"),
            DiagnosticKind(
                "inline-code", "Code stands in the template that cannot stand there",
                because: "Lambda takes such code of Node.js and Python only, as a module called index",
                bad: "\"Handler\": \"app.handler\"", good: "\"Handler\": \"index.handler\""),
            DiagnosticKind(
                "reserved-user", "A database's first user has a name that the engine keeps for itself",
                because: "RDS refuses it"),
            DiagnosticKind(
                "bucket-acl-disabled", "A bucket has an ACL, and does not allow any",
                because: "since April 2023 a new bucket's owner owns all objects, and S3 refuses ACLs"),
            DiagnosticKind(
                "lifecycle-days", "The days of a lifecycle rule are not in order",
                because: "S3 or AWS Backup refuses the rule"),
            DiagnosticKind(
                "user-data-encoding", "A server's user data is not encoded", because: "EC2 takes it in Base64 only",
                bad: "\"UserData\": \"#!/bin/bash ...\"",
                good: "\"UserData\": { \"Fn::Base64\": \"#!/bin/bash ...\" }"),
            DiagnosticKind(
                "fifo-name", "A queue's name does not go with its kind",
                because: "SQS tells FIFO queues by .fifo at the end of their names"),
            DiagnosticKind(
                "record-value", "A record's value is none for its type", because: "Route 53 refuses it",
                bad: "\"Type\": \"A\", \"ResourceRecords\": [\"web.example.com\"]",
                good: "\"Type\": \"A\", \"ResourceRecords\": [\"192.0.2.10\"]"),
        ])
}
