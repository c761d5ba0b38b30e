import AWSRDS

/// Where the password of a database's administrator comes from.
public enum DatabasePassword {
    /// RDS makes one, keeps it in Secrets Manager and rotates it. Nobody needs to know it.
    case managedByRDS
    /// A secret parameter, where it is not empty, and RDS's own where it is.
    case parameter(Value<String>, unlessEmpty: Condition)
}

extension DatabasePassword {
    /// What RDS is given, and whether it makes one.
    var properties: (given: Value<String>?, managed: Value<Bool>) {
        switch self {
        case .managedByRDS: (nil, true)
        case .parameter(let value, let given): (.if(given, value, else: .noValue), .if(given, false, else: true))
        }
    }

    /// What RDS takes only with a password that it makes itself.
    func ifManaged<Property: TemplateValue>(_ property: Property?) -> Property? {
        switch self {
        case .managedByRDS: property
        case .parameter(_, let given): property.map { .if(given, .noValue, else: $0) }
        }
    }

    /// Where RDS keeps the one that it made; empty where one was given.
    func secretArn(_ managed: Value<ARN<SecretsManager.Secret>>) -> Value<String> {
        switch self {
        case .managedByRDS: managed.text
        case .parameter(_, let given): .if(given, "", else: managed.text)
        }
    }
}
