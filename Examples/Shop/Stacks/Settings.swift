import AWSCertificateManager
import CloudFormation

/// What differs between environments; `parameters/` says how.
struct Settings {
    let environment: Value<String>
    let isProduction: Condition
    /// The tag of the API's image.
    let release: Value<String>
    /// A repository has to be there before an image is, and an image before what runs it.
    let hasRelease: Condition
    let certificate: Value<ARN<CertificateManager.Certificate>>
    let hasCertificate: Condition
    let alarmEmail: Value<String>
    let hasAlarmEmail: Condition

    init(in root: Stack) {
        environment = root.parameter(
            "Environment", default: "dev", allowedValues: ["dev", "prod"],
            description: "Which environment this is; also the value of the tag Environment.")
        isProduction = root.condition("IsProduction", environment == "prod")
        release = root.parameter(
            "Release", default: "", description: "The tag of the API's image; empty runs no API.")
        hasRelease = root.condition("HasRelease", release != "")
        certificate = root.parameter(
            "CertificateArn", .string(), default: "",
            description: "The certificate of the API's name; empty serves plain HTTP, for a first look.")
        hasCertificate = root.condition("HasCertificate", certificate != "")
        alarmEmail = root.parameter(
            "AlarmEmail", default: "", description: "Whom the alarms write to; empty writes to nobody.")
        hasAlarmEmail = root.condition("HasAlarmEmail", alarmEmail != "")
        root.rule(
            "ProductionIsEncrypted", when: environment == "prod",
            .require(certificate != "", "prod must have CertificateArn: customers send passwords"))
    }
}
