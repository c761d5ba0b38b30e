extension DiagnosticFamily {
    static let files = DiagnosticFamily(
        title: "Files",
        summary: "Found in what stands beside the Swift: parameters/<environment>.json, suppressions, templates.",
        kinds: [
            DiagnosticKind(
                "not-migrated", "A part of a template has no form in Swift",
                because: "what a macro, a module or a loop is to make is not known before CloudFormation makes it"),
            DiagnosticKind(
                "unreadable-file", "A file cannot be read",
                because: "it is not there, is a folder, may not be read, or is a pipe to which nobody writes"),
            DiagnosticKind(
                "file-too-large", "A file is too large", because: "no such file is as large as that"),
            DiagnosticKind(
                "invalid-json", "A file is not JSON", because: "nothing in it can be relied upon",
                bad: "{ \"region\": \"eu-west-3\", }", good: "{ \"region\": \"eu-west-3\" }"),
            DiagnosticKind(
                "invalid-template", "A file is no template", because: "CloudFormation would not read it either",
                bad: "{ \"Resources\": [] }",
                good: "{ \"Resources\": { \"Queue\": { \"Type\": \"AWS::SQS::Queue\" } } }"),
            DiagnosticKind(
                "git-revision", "A revision has no such template",
                because: "plan --against compares with what a git revision has committed, and git has no template there"
            ),
            DiagnosticKind(
                "template-file", "A file cannot be nested as a template",
                because: "it is not there, is no template, or nests what CloudFormation cannot"),
            DiagnosticKind(
                "unknown-template-parameter", "A nested template has no such parameter",
                because: "CloudFormation refuses a value that nobody takes"),
            DiagnosticKind(
                "missing-template-parameter", "A nested template's parameter gets no value",
                because: "it has no default, and CloudFormation refuses the stack"),
            DiagnosticKind(
                "template-parameter", "A nested template does not take a value",
                because: "it is of another type, or breaks what the template asks of it"),
            DiagnosticKind(
                "asset-file", "A file or folder cannot be brought to AWS",
                because:
                    "it is not there, is empty or too large, or cannot be read, and what needs it would not be made",
                bad: "stack.asset(\"../elsewhere/hello\")", good: "stack.asset(\"functions/hello\")"),
            DiagnosticKind(
                "asset-left-out", "A folder is uploaded without something that is in it", .warning,
                because:
                    "links out of it, or to folders, are not followed, and code that needs them fails when it runs",
                bad: "functions/hello/shared -> ../shared",
                good: "stack.asset(\"functions\", ignoring: [\"/other/\"])"),
            DiagnosticKind(
                "asset-format", "Code is no ZIP archive",
                because: "the service unpacks what it is given, and fails when the stack is made",
                bad: "stack.asset(\"functions/hello/index.py\")", good: "stack.asset(\"functions/hello\")"),
            DiagnosticKind(
                "missing-handler", "A function's code lacks the file that its handler names",
                because: "the function is made, and fails at every call",
                bad: "handler: \"main.handler\", with functions/hello/index.py",
                good: "handler: \"index.handler\", with functions/hello/index.py"),
            DiagnosticKind(
                "unused-asset", "A file or folder is named and nothing is made of it", .warning,
                because: "it is read for nothing, and a resource may lack its code"),
            DiagnosticKind(
                "unknown-key", "A key is unknown", because: "a typing mistake would go unseen",
                bad: "{ \"regoin\": \"eu-west-3\" }", good: "{ \"region\": \"eu-west-3\" }"),
            DiagnosticKind("missing-key", "A key is missing", because: "there is no sensible default"),
            DiagnosticKind("wrong-type", "A value has the wrong type", because: "it cannot mean what the key asks for"),
            DiagnosticKind(
                "invalid-value", "A value is not allowed", because: "AWS would refuse it, or it means nothing"),
            DiagnosticKind(
                "unknown-parameter", "A parameter is not declared",
                because: "the root stack has no parameter of this name; CloudFormation would refuse it"),
            DiagnosticKind(
                "missing-parameter", "A parameter has no value", because: "it has no default, and the stack needs it"),
            DiagnosticKind(
                "supplied-parameter", "A file gives what a deployment gives by itself",
                because:
                    "the bucket and the keys of uploaded files are known when they are uploaded, and are other ones then",
                bad: "\"parameters\": { \"ArtifactBucket\": \"my-bucket\" }"),
            DiagnosticKind(
                "invalid-parameter", "A parameter's value is not allowed",
                because: "it breaks the constraint that the stack declares"),
            DiagnosticKind(
                "undecided", "Values leave something undecided", .info,
                because: "what depends on a parameter without a value is neither right nor wrong yet",
                bad: "swift run check template.json --parameters some.json",
                good: "swift run check template.json --parameters all.json"),
            DiagnosticKind(
                "secret-in-file", "A secret is in a file", because: "files with parameters are committed",
                bad: "\"parameters\": { \"Password\": \"hunter2\" }",
                good: "ADMIN_PASSWORD=... swift run deploy --env dev"),
            DiagnosticKind(
                "stale-template", "A committed template is not what the stacks say",
                because: "reviewers would read, and a deployment would upload, something else than the Swift"),
            DiagnosticKind(
                "invalid-price-table", "A file is no price table", because: "costs computed with it would be wrong"),
            DiagnosticKind(
                "more-problems", "A file has more problems than are told",
                because: "what is not JSON for its purpose at all has one in every word"),
        ])
}
