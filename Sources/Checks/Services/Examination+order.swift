import Template

extension Examination {
    /// What a service asks for at once is there before: nothing in the template says that one waits for the other.
    mutating func checkOrder() {
        checkLogBuckets()
        checkSourcePolicies()
        checkInvocationPermissions()
        checkGatewayLogs()
        checkRecorders()
        checkScopes()
        checkProviders()
        checkCapacityProviders()
        checkFileSystems()
        checkFields()
    }

    /// "Access logs for your Application Load Balancer" and "CreateTrail": the service writes a first file to see whether
    /// it may.
    private mutating func checkLogBuckets() {
        let types = ["AWS::ElasticLoadBalancingV2::LoadBalancer", Self.classicBalancer, "AWS::CloudTrail::Trail"]
        for (resource, wiring) in cases(of: types) {
            guard let bucket = wiring.target(of: wiring.logBucket(of: resource), type: "AWS::S3::Bucket") else {
                continue
            }
            checkWaits(
                resource, for: "AWS::S3::BucketPolicy", by: ["Bucket"], naming: bucket,
                "lets it write into \(bucket.logicalID)", wiring)
        }
    }

    /// "Using Lambda with Amazon SQS" in the AWS Lambda developer guide: Lambda looks whether the function may read.
    private mutating func checkSourcePolicies() {
        for (mapping, wiring) in cases(of: "AWS::Lambda::EventSourceMapping") {
            guard let function = wiring.target(of: mapping.value("FunctionName"), type: "AWS::Lambda::Function"),
                let role = wiring.target(of: function.value("Role"), type: "AWS::IAM::Role"),
                // One that has policies already may need no more.
                wiring.isAbsent(role.value("Policies")), wiring.isAbsent(role.value("ManagedPolicyArns"))
            else { continue }
            for type in ["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"] {
                checkWaits(
                    mapping, for: type, by: ["Roles", "RoleName"], naming: role, "says what its function may do",
                    wiring)
            }
        }
    }

    /// Services that try at once whether they may invoke ("AWS::Lambda::Permission" in the CloudFormation template
    /// reference); what a bucket notifies is asked where buckets are.
    private mutating func checkInvocationPermissions() {
        let places: [(type: String, path: [String], service: String)] = [
            ("AWS::Config::ConfigRule", ["Source", "SourceIdentifier"], "config"),
            ("AWS::Logs::SubscriptionFilter", ["DestinationArn"], "logs"),
            ("AWS::SecretsManager::RotationSchedule", ["RotationLambdaARN"], "secretsmanager"),
        ]
        for place in places {
            for (user, wiring) in cases(of: place.type) {
                var value = user.value(place.path[0])
                for key in place.path.dropFirst() { value = wiring.member(key, of: value) }
                guard let function = wiring.target(of: value, type: "AWS::Lambda::Function") else { continue }
                checkWaits(
                    user, for: "AWS::Lambda::Permission", by: ["FunctionName"], naming: function,
                    "lets it invoke \(function.logicalID)", wiring
                ) { wiring.text($0.value("Principal"))?.hasPrefix(place.service) ?? true }
            }
        }
    }

    /// "AWS::ApiGateway::Account" in the CloudFormation template reference.
    private mutating func checkGatewayLogs() {
        for (stage, wiring) in cases(of: "AWS::ApiGateway::Stage") {
            let levels = wiring.elements(of: stage.value("MethodSettings")).map {
                wiring.text(wiring.member("LoggingLevel", of: $0), otherwise: "OFF")
            }
            guard !wiring.isAbsent(stage.value("AccessLogSetting")) || levels.contains(where: { $0 != "OFF" }),
                let account = wiring.resources(of: "AWS::ApiGateway::Account", with: stage.stack).first,
                !wiring.waits(stage, for: account)
            else { continue }
            reportDependency(
                of: stage, on: account, "the stage may be made before \(account.logicalID) lets API Gateway write logs",
                note: "it is declared here")
        }
    }

    /// "AWS::Config::ConfigRule" in the CloudFormation template reference: the recorder is made before the first rule.
    private mutating func checkRecorders() {
        for (rule, wiring) in cases(of: "AWS::Config::ConfigRule") {
            guard let recorder = wiring.resources(of: "AWS::Config::ConfigurationRecorder", with: rule.stack).first,
                !wiring.waits(rule, for: recorder)
            else { continue }
            reportDependency(
                of: rule, on: recorder,
                "the rule may be made before \(recorder.logicalID), without which AWS Config takes none",
                note: "it is declared here")
        }
    }

    /// "Scopes, M2M, and resource servers" in the Amazon Cognito developer guide: a client may ask for scopes that there are.
    private mutating func checkScopes() {
        for (client, wiring) in cases(of: "AWS::Cognito::UserPoolClient") {
            guard let pool = wiring.target(of: client.value("UserPoolId"), type: "AWS::Cognito::UserPool") else {
                continue
            }
            let scopes = wiring.elements(of: client.value("AllowedOAuthScopes")).compactMap { wiring.text($0) }
            checkWaits(
                client, for: "AWS::Cognito::UserPoolResourceServer", by: ["UserPoolId"], naming: pool,
                "gives \(pool.logicalID) a scope of its", wiring
            ) { server in
                guard let identifier = wiring.text(server.value("Identifier")) else { return false }
                return scopes.contains { $0.hasPrefix("\(identifier)/") }
            }
        }
    }

    /// "AWS::Cognito::UserPoolClient" in the CloudFormation template reference: a client names providers that there are.
    private mutating func checkProviders() {
        for (client, wiring) in cases(of: "AWS::Cognito::UserPoolClient") {
            guard let pool = wiring.target(of: client.value("UserPoolId"), type: "AWS::Cognito::UserPool") else {
                continue
            }
            let names = wiring.elements(of: client.value("SupportedIdentityProviders")).compactMap { wiring.text($0) }
            for name in names where name != "COGNITO" {
                checkWaits(
                    client, for: "AWS::Cognito::UserPoolIdentityProvider", by: ["UserPoolId"], naming: pool,
                    "gives \(pool.logicalID) the provider \(name)", wiring
                ) { wiring.text($0.value("ProviderName")) == name }
            }
        }
    }

    /// "AWS::ECS::ClusterCapacityProviderAssociations" in the CloudFormation template reference.
    private mutating func checkCapacityProviders() {
        for (service, wiring) in cases(of: "AWS::ECS::Service") {
            guard !wiring.isAbsent(service.value("CapacityProviderStrategy")),
                let cluster = wiring.target(of: service.value("Cluster"), type: "AWS::ECS::Cluster")
            else { continue }
            checkWaits(
                service, for: "AWS::ECS::ClusterCapacityProviderAssociations", by: ["Cluster"], naming: cluster,
                "gives the cluster its capacity providers", wiring)
        }
    }

    /// "Configuring file system access for Lambda functions" in the AWS Lambda developer guide.
    private mutating func checkFileSystems() {
        for (function, wiring) in cases(of: "AWS::Lambda::Function") {
            for configuration in wiring.elements(of: function.value("FileSystemConfigs")) {
                let point = wiring.target(of: wiring.member("Arn", of: configuration), type: "AWS::EFS::AccessPoint")
                guard let files = wiring.target(of: point?.value("FileSystemId"), type: "AWS::EFS::FileSystem") else {
                    continue
                }
                checkWaits(
                    function, for: "AWS::EFS::MountTarget", by: ["FileSystemId"], naming: files,
                    "makes \(files.logicalID) reachable", wiring)
            }
        }
    }

    /// "CreateResolver" in the AWS AppSync API reference: it is of a field that the API has.
    private mutating func checkFields() {
        for (resolver, wiring) in cases(of: "AWS::AppSync::Resolver") {
            guard let api = wiring.target(of: resolver.value("ApiId"), type: "AWS::AppSync::GraphQLApi") else {
                continue
            }
            checkWaits(
                resolver, for: "AWS::AppSync::GraphQLSchema", by: ["ApiId"], naming: api,
                "gives \(api.logicalID) the field that it resolves", wiring)
        }
    }

    /// Reports where a resource waits for none of those of a type that name another one.
    private mutating func checkWaits(
        _ resource: WiredResource, for type: String, by properties: [String], naming other: WiredResource,
        _ purpose: String, _ wiring: Wiring, where isMeant: (WiredResource) -> Bool = { _ in true }
    ) {
        let makers = wiring.users(type, of: other, by: properties.joined(separator: " or ")) { wiring, maker in
            properties.compactMap(maker.value).flatMap { wiring.possibleElements(of: $0) ?? [$0] }
        }.filter { maker in
            isMeant(maker)
                && properties.lazy.compactMap(maker.value).contains { value in
                    (wiring.possibleElements(of: value) ?? [value]).contains {
                        wiring.target(of: $0, type: other.resource.type) == other
                    }
                }
        }
        guard let maker = makers.first, !makers.contains(where: { wiring.waits(resource, for: $0) }),
            // What waits for it cannot be waited for.
            !makers.contains(where: { wiring.waits($0, for: resource) })
        else { return }
        reportDependency(
            of: resource, on: maker, "\(resource.logicalID) may be made before \(maker.logicalID) \(purpose)",
            note: "it is declared here")
    }
}

extension Wiring {
    /// The bucket that a service writes its logs into.
    fileprivate func logBucket(of resource: WiredResource) -> WiredValue? {
        switch resource.resource.type {
        case "AWS::CloudTrail::Trail": return resource.value("S3BucketName")
        case Examination.classicBalancer:
            return member("S3BucketName", of: resource.value("AccessLoggingPolicy"))
        default:
            let attributes = elements(of: resource.value("LoadBalancerAttributes"))
            let keys = ["access_logs.s3.bucket", "connection_logs.s3.bucket"]
            let own = attributes.first { text(member("Key", of: $0)).map(keys.contains) == true }
            return member("Value", of: own)
        }
    }
}
