import NetworkConstructs

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
