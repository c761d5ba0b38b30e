import Diagnostics
import Template

extension Examination {
    /// What is wired together may use each other.
    mutating func checkPermissions() {
        guard !hasMacros else { return }
        // One file may be nested several times, with other values each.
        for stack in ownStacks.prefix(Self.mostStacks) {
            let access = AccessIndex(wiring, around: stack)
            // What is not made in this stack needs nothing.
            for member in wiring.stacks[stack].resources where wiring.exists(member) != false {
                checkPermissions(of: member, access)
            }
        }
    }

    /// What is asked of one file; what would come beyond is mostly the same.
    private static var mostStacks: Int { 16 }

    private mutating func checkPermissions(of member: WiredResource, _ access: AccessIndex) {
        let (stack, logicalID, resource) = (member.stack, member.logicalID, member.resource)
        checkTrust(in: resource, logicalID, stack)
        checkInvocations(by: member)
        checkDeliveries(of: member, access)
        checkTargetAccess(of: resource, logicalID, stack, access)
        checkLogs(of: resource, logicalID, stack, access)
        checkLogPolicies(of: resource, logicalID, stack, access)
        checkHandling(by: resource, logicalID, stack, access)
        switch resource.type {
        case "AWS::ApiGateway::Method": checkIntegrationRole(of: resource, logicalID, stack, access)
        case "AWS::KinesisFirehose::DeliveryStream": checkTransformations(of: resource, logicalID, stack, access)
        case "AWS::CloudFront::Distribution": checkOrigins(of: resource, logicalID, stack, access)
        case "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm":
            checkTopicKeys(of: resource, logicalID, stack)
            checkPublications(of: member, access)
        case "AWS::CloudTrail::Trail": checkKeyAccess(ofTrail: resource, logicalID, stack)
        case "AWS::AutoScaling::LaunchConfiguration", "AWS::EC2::Instance", "AWS::EC2::LaunchTemplate":
            checkServerAccess(of: resource, logicalID, stack, access)
        case "AWS::CodeBuild::Project": checkBuildNetwork(of: resource, logicalID, stack, access)
        case "AWS::CodePipeline::Pipeline": checkPipelineAccess(of: resource, logicalID, stack, access)
        case "AWS::ECS::Service": checkCommandAccess(of: resource, logicalID, stack, access)
        case "AWS::ECS::TaskDefinition": checkContainerAccess(of: resource, logicalID, stack, access)
        case "AWS::KMS::Key", "AWS::KMS::ReplicaKey": checkLockout(of: member)
        case "AWS::Lambda::EventInvokeConfig", "AWS::Lambda::EventSourceMapping", "AWS::Lambda::Function":
            checkFunctions(of: resource, logicalID, stack, access)
        case "AWS::Lambda::Url": checkAddress(resource, logicalID, stack)
        case "AWS::Logs::LogGroup": checkKeyAccess(ofLogs: member)
        case "AWS::Pipes::Pipe": checkPipe(resource, logicalID, stack, access)
        case "AWS::S3::Bucket": checkKeyAccess(ofBucket: member, access)
        case "AWS::S3::BucketPolicy": checkBucketPolicy(resource, logicalID, stack)
        case "AWS::StepFunctions::StateMachine": checkTasks(of: resource, logicalID, stack, access)
        default: break
        }
    }

    /// Reports what a role may not do that it has to.
    ///
    /// - Parameters:
    ///   - target: what it has to do it on; nil for what can be allowed on everything only.
    ///   - reason: who needs it, as in "the event source".
    ///   - isRefused: whether AWS refuses the resource without; otherwise it is made, and does not work.
    mutating func require(
        _ actions: [String], on target: WiredResource?, as pattern: TextPattern, of role: WiredResource,
        _ access: AccessIndex, at path: Template.Path, because reason: String, isRefused: Bool
    ) {
        // What is no ARN there is another mistake.
        guard target == nil || pattern.isAnything || pattern.isARN,
            let statements = access.statements(ofRole: role, for: path)
        else { return }
        let missing = actions.filter { !statements.mayAllow($0, on: pattern, in: wiring) }
        guard !missing.isEmpty else { return }
        let names = missing.joined(separator: ", ")
        let isOfStream = target?.resource.type == "AWS::DynamoDB::Table" && missing.contains("dynamodb:GetRecords")
        let place = target.map { isOfStream ? " on \($0.logicalID).StreamArn" : " on \($0.logicalID)" } ?? ""
        let isHere = ownStacks.contains(role.stack)
        // Where one statement is about the very thing already, and its actions are of the same service.
        let extensible = statements.filter { $0.stack == role.stack && $0.canTake(missing, on: pattern, in: wiring) }
        reportOnce(
            "missing-permission", "\(role.logicalID) does not allow \(names)\(place), which \(reason) needs",
            severity: isRefused ? .error : .warning, at: path, subject: names + place,
            notes: [note("the role is declared here", at: role)].compactMap(\.self),
            fix: "allow \(names)\(place) in a policy of \(role.logicalID)",
            mend: isHere && extensible.count == 1
                ? .elements(missing, at: extensible[0].path.appending("Action")) : nil)
    }

    /// The same where AWS tries the first of the actions at once, and refuses the resource without it.
    mutating func require(
        tryingFirst actions: [String], as pattern: TextPattern, of role: WiredResource, _ access: AccessIndex,
        at path: Template.Path, because reason: String
    ) {
        guard let first = actions.first, let statements = access.statements(ofRole: role, for: path) else { return }
        require(
            actions, on: nil, as: pattern, of: role, access, at: path, because: reason,
            isRefused: !statements.mayAllow(first, on: pattern, in: wiring))
    }

    /// The same of what a program does: the resource's own policy may let it in as well.
    mutating func requireOfProgram(
        _ action: String, on target: WiredResource, of role: WiredResource, _ access: AccessIndex,
        at path: Template.Path, because reason: String
    ) {
        let own = target.resource
        let isOpen =
            switch own.type {
            case "AWS::DynamoDB::Table": own.properties["ResourcePolicy"] != nil
            case "AWS::S3::Bucket", "AWS::SNS::Topic", "AWS::SQS::Queue":
                access.statements(ofTarget: target, for: path)?.contains(where: \.mayAllow) ?? true
            default:
                !wiring.resources(of: "AWS::SecretsManager::ResourcePolicy", with: target.stack).isEmpty
            }
        guard !isOpen, var pattern = wiring.arn(of: target) else { return }
        if own.type == "AWS::S3::Bucket", !action.hasPrefix("s3:List") {
            pattern.append(TextPattern(glob: "/*"))
        }
        require([action], on: target, as: pattern, of: role, access, at: path, because: reason, isRefused: false)
    }

    /// The role that a property names, where it is one of the templates'.
    func role(_ value: Template.Expression?, _ stack: Int) -> WiredResource? {
        wiring.onlyResource(of: value, type: "AWS::IAM::Role", in: stack)
    }
}
