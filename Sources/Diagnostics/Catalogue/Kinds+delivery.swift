extension DiagnosticFamily {
    static let securityOfDelivery = [
        DiagnosticKind(
            "SEC220", "A distribution serves every country", .low,
            because: "some content may not, or need not, be served everywhere"),
        DiagnosticKind("SEC221", "Nothing filters requests", .low, because: "known attacks reach the application"),
        DiagnosticKind(
            "SEC222", "A distribution keeps no access log", .low,
            because: "nobody can tell afterwards who asked for what"),
        DiagnosticKind("SEC223", "A distribution accepts outdated TLS", .medium, because: "TLS 1.0 and 1.1 are broken"),
        DiagnosticKind(
            "SEC224", "A distribution asks its origin over outdated TLS", .medium,
            because: "what is sent can be read and changed on its way"),
        DiagnosticKind(
            "SEC225", "A bucket is reached past its distribution", .medium, because: "it has to be public for that"),
        DiagnosticKind(
            "SEC226", "A distribution serves plain HTTP", .medium,
            because: "passwords and sessions can be read and changed on their way"),
        DiagnosticKind(
            "SEC230", "An API keeps no access log", .low, because: "nobody can tell afterwards who asked for what"),
        DiagnosticKind("SEC231", "Anyone may call a method", .medium, because: "what it does, it does for everybody"),
        DiagnosticKind("SEC232", "An API does not log what it does", .low, because: "why a call failed is guessed"),
        DiagnosticKind(
            "SEC233", "An API asks for every answer anew", .low,
            because: "each call costs, and reaches what is behind it"),
        DiagnosticKind(
            "SEC234", "Nothing filters an API's requests", .low, because: "known attacks reach the application"),
        DiagnosticKind(
            "SEC235", "A GraphQL API does not log", .low, because: "nobody can tell afterwards who asked for what"),
        DiagnosticKind(
            "SEC236", "A GraphQL API does not log its fields", .low, because: "which field failed is guessed"),
    ]
}
