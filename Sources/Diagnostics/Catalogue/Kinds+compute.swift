extension DiagnosticFamily {
    static let securityOfCompute = [
        DiagnosticKind(
            "SEC150", "An instance is measured every five minutes", .low, because: "what lasts less is not seen"),
        DiagnosticKind(
            "SEC151", "An instance can be terminated without asking", .low,
            because: "one wrong command ends it, and nothing starts another"),
        DiagnosticKind(
            "SEC152", "An instance has a public address", .medium,
            because: "only its security group stands between anyone and what listens there"),
        DiagnosticKind(
            "SEC153", "An Auto Scaling group does not wait between its steps", .low,
            because: "it goes on before what it started could help"),
        DiagnosticKind(
            "SEC154", "An Auto Scaling group asks a load balancer without giving instances time", .low,
            because: "new ones are replaced before they answer, over and over"),
        DiagnosticKind(
            "SEC155", "An Auto Scaling group tells nobody what it does", .low,
            because: "that instances fail to start is found by chance"),
        DiagnosticKind(
            "SEC156", "A function may take every concurrent execution of the account", .low,
            because: "one that runs wild stops all others"),
        DiagnosticKind(
            "SEC157", "A function loses what it cannot handle", .low, because: "events that failed three times are gone"
        ),
        DiagnosticKind(
            "SEC158", "A function is outside of a network", .low,
            because: "its way to databases leads over public addresses"),
        DiagnosticKind(
            "SEC159", "A function's variables have no key of their own", .low,
            because: "whoever may read its configuration reads them"),
        DiagnosticKind("SEC180", "Anyone may call a function", .high, because: "its address is all that is needed"),
        DiagnosticKind(
            "SEC181", "A service may call a function for anybody", .medium,
            because: "the bucket or rule of another account is enough"),
        DiagnosticKind(
            "SEC182", "A cluster's containers are not measured", .low, because: "what a task uses is not seen"),
        DiagnosticKind("SEC183", "A container keeps its log to itself", .low, because: "it is gone with the task"),
        DiagnosticKind(
            "SEC184", "A task mounts a file system without TLS", .medium,
            because: "what it reads and writes can be seen on its way"),
        DiagnosticKind(
            "SEC185", "A Kubernetes cluster answers the internet", .medium,
            because: "only its credentials stand between anyone and the cluster"),
        DiagnosticKind(
            "SEC186", "A Kubernetes cluster keeps its logs to itself", .low,
            because: "nobody can tell afterwards who changed what"),
        DiagnosticKind(
            "SEC187", "A Kubernetes cluster's secrets have no key of their own", .low,
            because: "whoever reads its store reads them"),
        DiagnosticKind(
            "SEC188", "An image can be replaced under its tag", .low, because: "what was reviewed need not be what runs"
        ),
        DiagnosticKind("SEC189", "Images are not scanned", .low, because: "known holes in them are not seen"),
        DiagnosticKind(
            "SEC190", "Images have no key of their own", .low,
            because: "whoever may use the repository reads them, and nobody can take that away at once"),
        DiagnosticKind(
            "SEC191", "Anyone may use a repository", .high,
            because: "its images can be read, or replaced, by every account"),
        DiagnosticKind(
            "SEC192", "A build may do everything on its machine", .low, because: "only building images needs it"),
        DiagnosticKind(
            "SEC193", "A build has no key of its own", .low,
            because: "whoever may read the artifacts' bucket reads them"),
        DiagnosticKind(
            "SEC194", "A build's artifacts are not encrypted", .medium,
            because: "whoever gets at their bucket reads them"),
    ]
}
