extension DiagnosticFamily {
    static let commands = DiagnosticFamily(
        title: "Commands",
        summary: "What else stops a command: a state of AWS, of a deployment, of this machine.",
        kinds: ofAccess + ofEnvironments + ofDeployedThings + ofMachine)

    private static let ofAccess = [
        DiagnosticKind(
            "aws-cli", "The AWS CLI does not do what is needed",
            because: "every call goes through it: it has to be there, new enough, and without aliases"),
        DiagnosticKind(
            "aws-credentials", "AWS does not take the credentials", because: "they are missing, wrong or out of date"),
        DiagnosticKind(
            "aws-unreachable", "AWS does not answer", because: "the network, a proxy or the local cloud is not there"),
        DiagnosticKind(
            "aws-denied", "A permission is missing", because: "AWS does nothing that the principal may not do"),
        DiagnosticKind("aws-refused", "AWS refuses a call", because: "the message is what the service says"),
        DiagnosticKind(
            "aws-late", "AWS takes too long", because: "it goes on by itself, and may never end"),
    ]

    private static let ofEnvironments = [
        DiagnosticKind(
            "unknown-environment", "There is no such environment",
            because: "each is a file of its own in the folder of the parameters"),
        DiagnosticKind(
            "protected-environment", "A protected environment asks for more",
            because: "what is lost there is not made again"),
        DiagnosticKind(
            "data-at-risk", "Something that holds data would be replaced or removed",
            because: "its data goes with it, and a new one begins empty"),
        DiagnosticKind(
            "outside-scope", "A command does not touch this environment",
            because: "the app says which ones it is for"),
        DiagnosticKind(
            "not-confirmed", "Nobody agreed", because: "what changes or deletes something is not done unasked"),
        DiagnosticKind(
            "several-roots", "An app has several root stacks", because: "an environment is one stack and what it nests"),
        DiagnosticKind(
            "artifact-bucket", "The bucket of the templates cannot be used",
            because: "CloudFormation reads the templates from there"),
        DiagnosticKind(
            "audit-findings", "An audit found more than is allowed", because: "--fail-on says how bad is too bad"),
    ]

    private static let ofDeployedThings = [
        DiagnosticKind(
            "template-not-json", "A deployed template cannot be read",
            because: "a plan compares templates in JSON, and nobody could tell what changes"),
        DiagnosticKind("not-deployed", "A stack is not there", because: "the command works on what is deployed"),
        DiagnosticKind(
            "missing-resource", "A deployment lacks what a command works on",
            because: "it was deployed from another version, or deleted outside of CloudFormation"),
        DiagnosticKind(
            "ambiguous-resource", "A deployment has several of what a command works on",
            because: "guessing could hit the wrong one"),
        DiagnosticKind(
            "stack-state", "A stack is in a state that comes first",
            because: "CloudFormation changes no stack that is being changed, or whose rollback failed"),
        DiagnosticKind(
            "missing-change-set", "A change set is not there",
            because: "nobody prepared it, or it was executed or deleted"),
        DiagnosticKind(
            "outdated-change-set", "A prepared change set is not what is here",
            because: "what was approved is executed, and nothing else"),
        DiagnosticKind(
            "stack-race", "Somebody else changes the stack", because: "what was reviewed is not what would happen"),
        DiagnosticKind(
            "stack-failed", "A change of a stack failed", because: "the diagnostic above it is the first cause"),
        DiagnosticKind(
            "not-usable", "What was deployed cannot be used yet",
            because: "with --express CloudFormation ends before it can, and whoever deploys wants to know"),
        DiagnosticKind(
            "unknown-outcome", "What came of a change is not known",
            because: "no answer came, and AWS may have done what it was told"),
        DiagnosticKind(
            "deletion-protected", "Something is protected from deletion",
            because: "a deletion would stop half-way; somebody protected it on purpose"),
        DiagnosticKind("not-deleted", "Something is still there", because: "it costs money, or has data"),
        DiagnosticKind(
            "snapshot-refused", "A snapshot cannot be made", because: "RDS makes one of an available database only"),
        DiagnosticKind("snapshot-failed", "A snapshot is not complete", because: "nothing can be restored from it"),
        DiagnosticKind(
            "not-switched", "A resource did not start or stop", because: "it costs money, or does not work"),
    ]

    private static let ofMachine = [
        DiagnosticKind("unwritable-file", "A file cannot be written", because: "a result would be lost"),
        DiagnosticKind(
            "system-limit", "The system allows too little", because: "what is measured would be the machine"),
        DiagnosticKind("no-connection", "A server does not answer", because: "there is nothing to measure"),
        DiagnosticKind("load-target", "A load has no target", because: "load goes only where it was meant to go"),
        DiagnosticKind("load-failed", "No request succeeded", because: "what was measured is no load"),
        DiagnosticKind(
            "threshold-exceeded", "A load exceeds a threshold", because: "the command line says what is too bad"),
        DiagnosticKind("invalid-key", "A file's name is no key", because: "Amazon S3 would refuse it"),
        DiagnosticKind(
            "empty-folder", "A folder is empty", because: "mirroring it would delete everything in the bucket"),
        DiagnosticKind("changed-meanwhile", "A file changed while it was sent", because: "half of it may be old"),
        DiagnosticKind("transfer-failed", "Files did not arrive", because: "the bucket is not what the folder is"),
        DiagnosticKind(
            "transfer-race", "Somebody else sends files to the same place", because: "each would undo the other"),
        DiagnosticKind(
            "interrupted", "A command was interrupted",
            because: "what it was asked for is not done, or goes on by itself"),
        DiagnosticKind(
            "unexpected-error", "Something stopped the command",
            because: "the message is what the system or a library says"),
    ]
}
