extension DiagnosticFamily {
    static let securityOfMessaging = [
        DiagnosticKind(
            "SEC200", "A topic is not encrypted", .low, because: "what waits to be delivered is in the clear"),
        DiagnosticKind("SEC201", "A queue is not encrypted", .low, because: "what waits in it is in the clear"),
        DiagnosticKind(
            "SEC202", "A queue keeps what nobody can handle", .low,
            because: "a message that always fails comes back until it is gone"),
        DiagnosticKind(
            "SEC203", "A queue or topic answers without TLS", .low,
            because: "messages can be read and changed on their way"),
        DiagnosticKind("SEC204", "A stream is not encrypted", .medium, because: "what waits in it is in the clear"),
        DiagnosticKind(
            "SEC205", "A Kafka cluster takes connections without TLS", .medium,
            because: "what is sent can be read and changed on its way"),
        DiagnosticKind(
            "SEC206", "A broker keeps its logs to itself", .low, because: "nobody can tell afterwards what went wrong"),
        DiagnosticKind(
            "SEC207", "A broker has a public address", .high,
            because: "only a password stands between anyone and the messages"),
        DiagnosticKind(
            "SEC208", "A state machine does not log everything", .low,
            because: "what an execution did is gone after ninety days, or at once for an express one"),
        DiagnosticKind(
            "SEC209", "Requests cannot be followed", .low, because: "which part was slow, or failed, is guessed"),
    ]
}
