extension DiagnosticFamily {
    static let securityOfNetwork = [
        DiagnosticKind(
            "SEC130", "The whole internet is let in", .low,
            because: "whoever reviews wants to see each such port, and why"),
        DiagnosticKind(
            "SEC131", "A rule of a security group has no description", .low,
            because: "nobody dares to remove what nobody can explain"),
        DiagnosticKind(
            "SEC132", "A network keeps no flow log", .low, because: "nobody can tell afterwards who talked to whom"),
        DiagnosticKind(
            "SEC133", "Plain HTTP is open to the world", .low,
            because: "what comes in there was not encrypted on its way"),
        DiagnosticKind(
            "SEC134", "A network access list filters a subnet", .low,
            because: "it knows no connections, so that each answer needs a rule of its own; security groups do"),
        DiagnosticKind(
            "SEC135", "A load balancer keeps no access log", .low,
            because: "nobody can tell afterwards who asked for what"),
        DiagnosticKind(
            "SEC136", "A load balancer passes headers on that are none", .medium,
            because: "two servers that read them differently can be made to disagree on whose request it is"),
        DiagnosticKind(
            "SEC137", "A listener takes plain HTTP", .medium,
            because: "passwords and sessions can be read and changed on their way"),
        DiagnosticKind(
            "SEC138", "A load balancer is of the old kind", .low,
            because: "the application load balancer costs less and does more for HTTP"),
        DiagnosticKind(
            "SEC139", "A load balancer cuts requests off", .low, because: "those under way fail when an instance leaves"
        ),
        DiagnosticKind(
            "SEC140", "A load balancer does not balance between zones", .low,
            because: "instances of one zone do all the work where another has fewer"),
        DiagnosticKind(
            "SEC141", "An endpoint service takes anybody", .medium,
            because: "whoever knows its name connects without being asked"),
    ]
}
