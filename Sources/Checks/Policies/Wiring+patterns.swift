import Template

extension Wiring {
    /// What a value may be as a text, in each branch of the conditions around it.
    ///
    /// - Parameter isPolicy: whether `*`, `?` and `${aws:username}` stand for other texts in it.
    func patterns(of value: Template.Expression, in stack: Int, isPolicy: Bool = false) -> [TextPattern] {
        traces(of: value, in: stack).map { one([$0], isPolicy).asARN() }
    }

    private func pattern(of value: Template.Expression, in stack: Int, isPolicy: Bool) -> TextPattern {
        switch value {
        case .sub(let substitution): pattern(of: substitution, in: stack, isPolicy: isPolicy)
        case .call(.join, let arguments): pattern(ofJoin: arguments, in: stack, isPolicy: isPolicy)
        case .ref("AWS::Region"), .ref("AWS::AccountId"), .ref("AWS::Partition"):
            TextPattern([.oneBut(UInt8(ascii: ":")), .without(UInt8(ascii: ":"))])
        default: value.scalarText.map { literal($0, isPolicy: isPolicy) } ?? .unknown
        }
    }

    private func pattern(
        of substitution: Template.Substitution, in stack: Int, isPolicy: Bool
    ) -> TextPattern {
        var pattern = TextPattern()
        for segment in substitution.segments {
            switch segment {
            case .text(let text): pattern.append(literal(text, isPolicy: isPolicy))
            case .literal: pattern.append(.anything)
            case .name(let inside):
                let value = substitution.variables[inside]
                pattern.append(
                    one(traces(of: value ?? Template.Expression(named: inside), in: stack), isPolicy))
            }
        }
        return pattern
    }

    private func pattern(ofJoin arguments: [Template.Expression], in stack: Int, isPolicy: Bool) -> TextPattern {
        guard let separator = arguments[0].string, let elements = arguments[1].list else { return .unknown }
        var pattern = TextPattern()
        for (index, element) in elements.enumerated() {
            if index > 0 { pattern.append(literal(separator, isPolicy: isPolicy)) }
            pattern.append(one(traces(of: element, in: stack), isPolicy))
        }
        return pattern
    }

    /// A part of a text, which may differ with conditions.
    private func one(_ traces: [Trace], _ isPolicy: Bool) -> TextPattern {
        guard traces.count == 1 else { return .unknown }
        return switch traces[0] {
        case .resource(let member, let attribute): pattern(of: member, attribute: attribute)
        case .value(let value, let stack): pattern(of: value, in: stack, isPolicy: isPolicy)
        case .unknown: .unknown
        }
    }

    private func literal(_ text: String, isPolicy: Bool) -> TextPattern {
        isPolicy ? TextPattern(policy: text) : TextPattern(text.utf8.map(TextPattern.Symbol.byte))
    }

    /// What AWS returns for a resource.
    ///
    /// - Parameter attribute: nil for its `Ref`.
    func pattern(of member: WiredResource, attribute: String?) -> TextPattern {
        guard let form = Self.forms[member.resource.type + "." + (attribute ?? "Ref")] else { return .unknown }
        return pattern(of: member, form)
    }

    /// What a form stands for: with `@` for the name of a resource, and `*` for what nobody knows.
    func pattern(of member: WiredResource, _ form: String) -> TextPattern {
        let parts = knowledge.parts(ofForm: form)
        var pattern = parts[0]
        if parts.count > 1 {
            let name = name(of: member)
            for part in parts.dropFirst() {
                pattern.append(name)
                pattern.append(part)
            }
        }
        return pattern.asARN()
    }

    /// The ARN of a resource; nil where nobody has written down here how it looks.
    func arn(of member: WiredResource) -> TextPattern? {
        ["Arn", "TopicArn", nil].lazy.map { self.pattern(of: member, attribute: $0) }.first { $0.isARN }
    }

    private func name(of member: WiredResource) -> TextPattern.Symbol {
        if let known = knowledge.symbols[member.number] { return known }
        let name = findName(of: member)
        knowledge.symbols[member.number] = name
        return name
    }

    private func findName(of member: WiredResource) -> TextPattern.Symbol {
        guard let position = stacks[member.stack].template.resources.object.index(of: member.logicalID),
            !isNameMade(of: member)
        else { return .anything }
        return .name(
            TextPattern.Name(
                stack: Int32(member.stack), position: Int32(position),
                hasSlashes: member.resource.type != "AWS::S3::Bucket", isGenerated: isNameGenerated(of: member)))
    }

    /// Whether CloudFormation or the service makes up the name of a resource ("Name type" in the CloudFormation template
    /// reference): nothing in its properties is one.
    private func isNameGenerated(of member: WiredResource) -> Bool {
        if Self.typesWithIdentifiers.contains(member.resource.type) { return true }
        // Of the properties there are few, and of those that name many.
        for entry in member.resource.properties.entries where Self.namingProperties.contains(entry.key) { return false }
        return true
    }

    /// With what makes a name end in .fifo.
    private static let namingProperties = nameProperties.union(["FifoQueue", "FifoTopic", "RuleName"])

    /// Those whose `Ref` is no name that anybody chooses.
    private static let typesWithIdentifiers: Set = [
        "AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api", "AWS::CloudFront::Distribution", "AWS::Cognito::UserPool",
        "AWS::KMS::Key",
    ]

    /// Whether the name of a resource may be made of that of another one.
    private func isNameMade(of member: WiredResource) -> Bool {
        let stack = stacks[member.stack]
        for entry in member.resource.properties.entries where Self.nameProperties.contains(entry.key) {
            for name in entry.value.names
            where stack.resource(name) != nil || stack.parent != nil && stack.parameters[name] != nil {
                return true
            }
        }
        return false
    }

    /// What the types below are named by.
    private static let nameProperties: Set = [
        "AlarmName", "BucketName", "ClusterName", "DeliveryStreamName", "FunctionName", "LogGroupName", "Name",
        "QueueName", "RepositoryName", "RoleName", "StateMachineName", "TableName", "TopicName",
    ]

    /// What `Ref` and attributes return, with `@` for the resource's own name ("Return values" of each type in the
    /// CloudFormation template reference).
    private static let forms: [String: String] = [
        "AWS::ApiGateway::RestApi.Ref": "@",
        "AWS::ApiGateway::RestApi.RestApiId": "@",
        "AWS::ApiGatewayV2::Api.Ref": "@",
        "AWS::ApiGatewayV2::Api.ApiId": "@",
        "AWS::CloudFront::Distribution.Ref": "@",
        "AWS::CloudFront::Distribution.Id": "@",
        "AWS::CloudWatch::Alarm.Ref": "@",
        "AWS::CloudWatch::Alarm.Arn": "arn:*:cloudwatch:*:*:alarm:@",
        "AWS::CodeBuild::Project.Ref": "@",
        "AWS::CodeBuild::Project.Arn": "arn:*:codebuild:*:*:project/@",
        "AWS::Cognito::UserPool.Ref": "@",
        "AWS::Cognito::UserPool.Arn": "arn:*:cognito-idp:*:*:userpool/@",
        "AWS::DynamoDB::Table.Ref": "@",
        "AWS::DynamoDB::Table.Arn": "arn:*:dynamodb:*:*:table/@",
        "AWS::DynamoDB::Table.StreamArn": "arn:*:dynamodb:*:*:table/@/stream/*",
        "AWS::ECR::Repository.Ref": "@",
        "AWS::ECR::Repository.Arn": "arn:*:ecr:*:*:repository/@",
        "AWS::ECS::Cluster.Ref": "@",
        "AWS::ECS::Cluster.Arn": "arn:*:ecs:*:*:cluster/@",
        "AWS::Events::EventBus.Ref": "@",
        "AWS::Events::EventBus.Name": "@",
        "AWS::Events::EventBus.Arn": "arn:*:events:*:*:event-bus/@",
        "AWS::Events::Rule.Arn": "arn:*:events:*:*:rule/*@",
        "AWS::IAM::Group.Ref": "@",
        "AWS::IAM::Group.Arn": "arn:*:iam::*:group/*@",
        "AWS::IAM::InstanceProfile.Ref": "@",
        "AWS::IAM::InstanceProfile.Arn": "arn:*:iam::*:instance-profile/*@",
        "AWS::IAM::Role.Ref": "@",
        "AWS::IAM::Role.Arn": "arn:*:iam::*:role/*@",
        "AWS::KMS::Key.Ref": "@",
        "AWS::KMS::Key.KeyId": "@",
        "AWS::KMS::Key.Arn": "arn:*:kms:*:*:key/@",
        "AWS::Kinesis::Stream.Ref": "@",
        "AWS::Kinesis::Stream.Arn": "arn:*:kinesis:*:*:stream/@",
        "AWS::KinesisFirehose::DeliveryStream.Ref": "@",
        "AWS::KinesisFirehose::DeliveryStream.Arn": "arn:*:firehose:*:*:deliverystream/@",
        "AWS::Lambda::Function.Ref": "@",
        "AWS::Lambda::Function.Arn": "arn:*:lambda:*:*:function:@",
        "AWS::Logs::LogGroup.Ref": "@",
        "AWS::Logs::LogGroup.Arn": "arn:*:logs:*:*:log-group:@:*",
        "AWS::S3::Bucket.Ref": "@",
        "AWS::S3::Bucket.Arn": "arn:*:s3:::@",
        "AWS::S3::Bucket.DomainName": "@.s3.*",
        "AWS::SNS::Topic.Ref": "arn:*:sns:*:*:@",
        "AWS::SNS::Topic.TopicArn": "arn:*:sns:*:*:@",
        "AWS::SNS::Topic.TopicName": "@",
        "AWS::SQS::Queue.Ref": "https://*/@",
        "AWS::SQS::Queue.Arn": "arn:*:sqs:*:*:@",
        "AWS::SQS::Queue.QueueName": "@",
        "AWS::SecretsManager::Secret.Ref": "arn:*:secretsmanager:*:*:secret:@",
        "AWS::SecretsManager::Secret.Id": "arn:*:secretsmanager:*:*:secret:@",
        "AWS::StepFunctions::StateMachine.Ref": "arn:*:states:*:*:stateMachine:@",
        "AWS::StepFunctions::StateMachine.Arn": "arn:*:states:*:*:stateMachine:@",
        "AWS::StepFunctions::StateMachine.Name": "@",
    ]
}

extension TextPattern {
    /// What a text of a policy stands for: `*`, `?` and `${aws:username}` for other texts.
    fileprivate init(policy text: String) {
        let bytes = Array(text.utf8)
        var position = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "*"): append(.anything)
            case UInt8(ascii: "?"): append(.one)
            case UInt8(ascii: "$") where position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "{"):
                append(.anything)
                while position < bytes.count, bytes[position] != UInt8(ascii: "}") { position += 1 }
            case let byte: append(.byte(byte))
            }
            position += 1
        }
    }
}
