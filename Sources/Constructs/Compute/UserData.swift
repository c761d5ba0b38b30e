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
    /// - Parameter resource: the logical ID of the group that waits for the signal.
    func rendered(signalling resource: Value<String>) -> Value<String> {
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

extension UserData {
    /// A web server with a page that names the instance and its zone, and a health page.
    ///
    /// - Parameters:
    ///   - title: of the page, as HTML.
    ///   - healthPath: where the load balancer asks, as in `/health`.
    public static func webServer(title: Value<String>, healthPath: String) -> UserData {
        // The here-document is quoted: the shell finds nothing to run in the title.
        UserData(
            """
            dnf install -y nginx
            token=$(curl -sf -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 300' http://169.254.169.254/latest/api/token)
            metadata() { curl -sf -H "X-aws-ec2-metadata-token: $token" "http://169.254.169.254/latest/meta-data/$1"; }
            instance=$(metadata instance-id)
            zone=$(metadata placement/availability-zone)
            sed "s/@instance@/$instance/; s/@zone@/$zone/" > /usr/share/nginx/html/index.html <<'PAGE'
            <!DOCTYPE html>
            <html><meta charset="utf-8"><title>\(title)</title>
            <h1>\(title)</h1><p>Instance @instance@, zone @zone@</p></html>
            PAGE
            install -D -m 644 /dev/stdin '/usr/share/nginx/html\(healthPath)' <<< ok
            systemctl enable --now nginx
            curl -sf --retry 10 --retry-connrefused 'http://localhost\(healthPath)'
            """)
    }
}
