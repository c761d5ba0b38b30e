extension DiagnosticFamily {
    static let declarations = DiagnosticFamily(
        title: "Stacks and what is declared in them",
        summary: "Found by synthesis and by `check`, at the line of Swift or the place in the file that declares it.",
        kinds: [
            DiagnosticKind(
                "no-stacks", "The app has no stack", because: "there is nothing to compile to a template",
                bad: "let app = App()\nlet assembly = app.synthesize()",
                good: "let app = App()\nlet stack = app.stack(\"Shop\")"),
            DiagnosticKind(
                "no-resources", "A stack has no resources",
                because: "CloudFormation refuses a template without resources"),
            DiagnosticKind(
                "no-entries", "A mapping, or a key of it, has no values",
                because: "CloudFormation refuses an empty mapping"),
            DiagnosticKind(
                "no-assertions", "A rule asserts nothing", because: "CloudFormation refuses a rule without assertions"),
            DiagnosticKind(
                "logical-id-collision", "Two things have one logical ID",
                because: "the second one would take the place of the first in the template",
                bad: "stack.add(\"Queue\", SQS.Queue())\nstack.add(\"Queue\", SQS.Queue())",
                good: "stack.add(\"Orders\", SQS.Queue())\nstack.add(\"Invoices\", SQS.Queue())"),
            DiagnosticKind(
                "name-collision", "Two outputs, conditions, mappings or rules have one name",
                because: "the second one would take the place of the first in the template"),
            DiagnosticKind(
                "template-file-collision", "Two stacks have one template file",
                because: "the second one would be written over the first, on file systems that ignore case too"),
            DiagnosticKind(
                "duplicate-export", "Two outputs export one name",
                because: "the names of exports are unique in an account and a region"),
            DiagnosticKind(
                "duplicate-key", "A key is given twice",
                because: "one of the two values would be lost, and nothing says which",
                bad: "{ \"region\": \"eu-west-3\", \"region\": \"eu-west-1\" }"),
            DiagnosticKind(
                "condition-cycle", "Conditions are made of each other",
                because: "CloudFormation can decide none of them, and refuses the template"),
            DiagnosticKind(
                "impossible-comparison", "A parameter is compared with what it never is", .warning,
                because: "the condition decides nothing: what it is for is never made, or always",
                bad: "{ \"Fn::Equals\": [{ \"Ref\": \"Stage\" }, \"production\"] }",
                good: "{ \"Fn::Equals\": [{ \"Ref\": \"Stage\" }, \"prod\"] }"),
            DiagnosticKind(
                "malformed-loop", "A loop is not written as CloudFormation knows it",
                because: "CloudFormation refuses it, or makes one member again and again",
                bad: "\"Fn::ForEach::Topics\": [\"Name\", [\"a\", \"b\"], { \"Topic\": topic }]",
                good: "\"Fn::ForEach::Topics\": [\"Name\", [\"a\", \"b\"], { \"Topic${Name}\": topic }]"),
            DiagnosticKind(
                "illegal-name", "A name is not allowed", because: "CloudFormation refuses it",
                bad: "stack.add(\"web-queue\", SQS.Queue())", good: "stack.add(\"WebQueue\", SQS.Queue())"),
            DiagnosticKind(
                "illegal-type", "A resource has no type", because: "CloudFormation knows no such type",
                bad: "RawResource(\"Queue\")", good: "RawResource(\"AWS::SQS::Queue\")"),
            DiagnosticKind(
                "illegal-policy", "A policy does not go with the resource",
                because:
                    "CloudFormation takes snapshots of some types only, and has signals and rolling updates of some, "
                    + "and refuses the policy elsewhere",
                bad: "stack.add(\"Queue\", SQS.Queue(), deletionPolicy: .snapshot)",
                good: "stack.add(\"Queue\", SQS.Queue(), deletionPolicy: .retain)"),
            DiagnosticKind(
                "illegal-tag", "A tag is not allowed", because: "AWS refuses it when the resource is made",
                bad: "stack.tag(\"aws:owner\", \"shop\")", good: "stack.tag(\"Owner\", \"shop\")"),
            DiagnosticKind(
                "unknown-logical-id", "A logical ID that is to be kept belongs to no resource",
                because: "the resource would get another logical ID, and AWS would make it anew"),
            DiagnosticKind(
                "former-path", "What something is said to have been before cannot be",
                because: "a resource is moved from one name to another, and both have to belong to it alone",
                bad: "root.add(\"Orders\", SQS.Queue()).formerly(\"Orders\")",
                good: "root.add(\"Orders\", SQS.Queue()).formerly(\"OrderQueue\")"),
            DiagnosticKind(
                "unknown-output", "A template file has no output of that name",
                because: "AWS would refuse the stack that asks for it"),
            DiagnosticKind(
                "override-path", "An override leads nowhere",
                because: "the property that it names is no object or list",
                bad: "bucket.override(\"Tags.first.Value\", with: \"shop\")",
                good: "bucket.override(\"Tags.0.Value\", with: \"shop\")"),
            DiagnosticKind(
                "aspect-conflict", "Two aspects of one scope say different things of one property or tag",
                because: "neither is nearer to the resource, and the order of two lines would decide",
                bad: """
                    root.aspect(on: SQS.Queue.self) { $0.setDefaults(SQS.Queue(delaySeconds: 5)) }
                    root.aspect(on: SQS.Queue.self) { $0.setDefaults(SQS.Queue(delaySeconds: 9)) }
                    """,
                good: """
                    root.aspect(on: SQS.Queue.self) { $0.setDefaults(SQS.Queue(delaySeconds: 5)) }
                    slow.aspect(on: SQS.Queue.self) { $0.setDefaults(SQS.Queue(delaySeconds: 9)) }
                    """),
            DiagnosticKind(
                "aspect-declares", "An aspect, or a rule of one's own, declares something",
                because: "it runs while names and references are decided, and what comes then would have none",
                bad: "root.aspect(on: SQS.Queue.self) { queue in root.add(\"Alarm\", alarm) }",
                good: "let queue = root.add(\"Orders\", SQS.Queue())\nroot.add(\"OrdersAlarm\", alarm(of: queue))"),
            DiagnosticKind(
                "misplaced-as-written", ".asWritten stands where nobody can tell what is meant",
                because:
                    "it stands for what a resource has itself, which only an aspect that gives properties can find",
                bad: "root.add(\"Topic\", SNS.Topic(topicName: .asWritten))",
                good: "root.add(\"Topic\", SNS.Topic(topicName: \"alarms\"))"),
            DiagnosticKind(
                "unused-parameter", "A parameter is never used",
                because: "people would give it values, and nothing would change"),
            DiagnosticKind(
                "incomplete-member", "A parameter has no type, or an output no value",
                because: "CloudFormation refuses the template"),
            DiagnosticKind(
                "unused-mapping", "A mapping is never used", .warning,
                because: "whoever reads it looks for what it decides"),
            DiagnosticKind(
                "unused-condition", "A condition is never used", .warning,
                because: "whoever reads the template looks for what it decides"),
            DiagnosticKind(
                "parameter-in-nested-stack", "A nested stack declares a parameter",
                because: "values are given to the root stack, and pass down by being used",
                bad: "let size = stack.nestedStack(\"Data\").parameter(\"Size\", default: \"small\")",
                good: "let size = stack.parameter(\"Size\", default: \"small\")"),
            DiagnosticKind(
                "given-in-root-stack", "A root stack declares a parameter that a stack around it would give",
                because: "there is none around it: a deployment gives the values of its parameters",
                bad: "let size = app.stack(\"Shop\").parameter(\"Size\", .string, given: \"small\")",
                good: "let size = app.stack(\"Shop\").parameter(\"Size\", .string, default: \"small\")"),
            DiagnosticKind(
                "secret-in-template", "A secret stands in a template as text",
                because: "everyone who reads the template reads it",
                bad: "stack.parameter(\"Password\", default: \"hunter2\", noEcho: true)",
                good: "stack.parameter(\"Password\", noEcho: true)"),
            DiagnosticKind(
                "invalid-default", "A default breaks its parameter's own constraint",
                because: "every deployment that gives no value would be refused"),
            DiagnosticKind(
                "misplaced-constraint", "A constraint does not go with the type of a parameter",
                because: "CloudFormation knows lengths and patterns of text, and ranges of numbers"),
            DiagnosticKind(
                "unsatisfiable-constraint", "No value of a parameter, or not one that is listed, meets its constraints",
                because: "CloudFormation refuses the template, or each value that somebody gives",
                bad: "\"Name\": { \"Type\": \"String\", \"AllowedPattern\": \"[a-z+\" }",
                good: "\"Name\": { \"Type\": \"String\", \"AllowedPattern\": \"[a-z]+\" }"),
            DiagnosticKind(
                "computed-constant", "A constant is computed",
                because: "mappings and the defaults of parameters are known before anything is computed"),
            DiagnosticKind(
                "violated-requirement", "Parameters break a requirement",
                because: "the stack says that these values do not go together"),
            DiagnosticKind(
                "undecidable-requirement", "A requirement can only be decided by AWS",
                because: "requirements are checked before a deployment, when only parameters are known"),
        ])
}
