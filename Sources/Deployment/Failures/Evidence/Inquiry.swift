import AWSAccess

/// A question about what lies behind a failure, which costs one call of AWS or a few.
struct Inquiry: Sendable {
    /// What is asked for, as in `the scaling activities of the group`.
    let subject: String
    /// Gives what is worth telling, a line each.
    let ask: @Sendable (AWSCLI) async throws -> [String]

    init(_ subject: String, ask: @escaping @Sendable (AWSCLI) async throws -> [String]) {
        self.subject = subject
        self.ask = ask
    }

    /// How much is told of what one question brings.
    static let lines = 12

    /// Asks. What cannot be told is a line too: it hides neither the failure nor what else was found.
    func answer(with aws: AWSCLI) async -> [String] {
        do {
            return Array(try await ask(aws).map(\.onOneLine).suffix(Self.lines))
        } catch is CancellationError {
            return []
        } catch {
            return ["\(subject): not known here, because \("\(error)".onOneLine)"]
        }
    }
}

extension ExplainedFailure {
    /// What is worth asking about the failure; most have nothing behind them that the events do not tell.
    var inquiries: [Inquiry] { inquiriesOfType + inquiriesOfFamily }

    private var inquiriesOfType: [Inquiry] {
        switch resource.type {
        case _ where resource.isCustomResource: logsOfFunction
        case "AWS::AutoScaling::AutoScalingGroup": scalingActivities + healthOfGroup
        case "AWS::EC2::Instance": consoleOutput
        case "AWS::ECS::Service": stoppedTasks
        case "AWS::RDS::DBInstance", "AWS::RDS::DBCluster": databaseEvents
        case "AWS::CertificateManager::Certificate": validationRecords
        case "AWS::S3::Bucket" where family == "name-taken": ownerOfBucket
        case "AWS::EKS::Nodegroup": issuesOfNodes
        default: []
        }
    }

    private var inquiriesOfFamily: [Inquiry] {
        switch family {
        case "in-use": networkInterfaces
        case "quota": currentQuota
        case "permission": decodedDenial + deniedCalls
        case "early-validation": validationEvents
        default: []
        }
    }
}
