/// What an instance runs when it first starts: a shell script that stops at the first command to fail.
///
/// How it ended is signalled to CloudFormation, so a deployment fails when its instances do.
public struct UserData {
    private let script: Value<String>

    /// - Parameter script: commands for `bash`, run as root on Amazon Linux 2023; they end with the service listening.
    ///   Template values can stand in it; the shell's own `${...}` stay as they are.
    public init(_ script: Value<String>) {
        self.script = script
    }

    /// The script with what tells CloudFormation how it ended. Outside a deployment nobody waits for that, and
    /// CloudFormation refuses the signal; it is no failure of the instance.
    ///
    /// - Parameter resource: the logical ID of what waits for the signal.
    package func rendered(signalling resource: Value<String>) -> Value<String> {
        .base64(
            .lines(
                """
                #!/bin/bash
                set -euo pipefail
                signal() {
                  /opt/aws/bin/cfn-signal --exit-code "$1" --stack \(AWS.stackName) --resource \(resource) --region \(AWS.region) || true
                }
                trap 'signal $?' EXIT
                dnf install -y aws-cfn-bootstrap
                \(script)
                """))
    }
}
