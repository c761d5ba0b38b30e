/// What an instance runs when it first starts: a shell script, line by line, that stops at the first command to fail.
public struct UserData {
    private let script: Value<String>

    /// - Parameter script: commands for `bash`. Template values can stand in it; the shell's own `${...}` stay as they
    ///   are.
    public init(_ script: Value<String>) {
        self.script = script
    }

    /// The script with what tells CloudFormation how it ended.
    ///
    /// - Parameter resource: the logical ID of the group that waits for the signal.
    func rendered(signalling resource: String) -> Value<String> {
        .base64(
            .lines(
                """
                #!/bin/bash
                set -euo pipefail
                signal() {
                  /opt/aws/bin/cfn-signal --exit-code "$1" --stack \(AWS.stackName) --resource \(resource) --region \(AWS.region)
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
    /// - Parameter healthPath: where the load balancer asks, as in `/health`.
    public static func webServer(title: Value<String>, healthPath: String) -> UserData {
        UserData(
            """
            dnf install -y nginx
            token=$(curl -sf -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 300' http://169.254.169.254/latest/api/token)
            metadata() { curl -sf -H "X-aws-ec2-metadata-token: $token" "http://169.254.169.254/latest/meta-data/$1"; }
            instance=$(metadata instance-id)
            zone=$(metadata placement/availability-zone)
            cat > /usr/share/nginx/html/index.html <<PAGE
            <!DOCTYPE html>
            <html><meta charset="utf-8"><title>\(title)</title>
            <h1>\(title)</h1><p>Instance $instance, zone $zone</p></html>
            PAGE
            printf 'ok\\n' > /usr/share/nginx/html\(healthPath)
            systemctl enable --now nginx
            curl -sf --retry 10 --retry-connrefused http://localhost\(healthPath)
            """)
    }
}
