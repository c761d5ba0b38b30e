import Template

extension Examination {
    /// Who reads from or writes to what is encrypted with a key of one's own needs the key too ("Key management" in the
    /// developer guides of Amazon SQS, Amazon SNS and Amazon Kinesis Data Streams). Either its own policy allows that, or
    /// the key's does.
    mutating func requireKey(
        of target: WiredResource, for actions: [String], _ role: WiredResource, _ access: AccessIndex,
        at path: Template.Path, because reason: String
    ) {
        let value =
            target.resource.properties["KmsMasterKeyId"] ?? target.resource.properties["StreamEncryption"]?["KeyId"]
        guard let key = wiring.onlyResource(of: value, type: "AWS::KMS::Key", in: target.stack) else { return }
        require(actions, ofKey: key, role, access, at: path, because: reason)
    }

    /// The same of a key that is found already.
    mutating func require(
        _ actions: [String], ofKey key: WiredResource, _ role: WiredResource, _ access: AccessIndex,
        at path: Template.Path, because reason: String
    ) {
        guard !wiring.isOpen(key), let pattern = wiring.arn(of: key), let user = wiring.arn(of: role) else { return }
        var statements: [PolicyStatement] = []
        for document in key.resource.values(at: "KeyPolicy", of: key.logicalID) {
            guard case .value = TextDocument(document.value) else { return }
            statements += PolicyStatement.all(in: document, stack: key.stack)
        }
        let missing = actions.filter { action in
            !statements.contains {
                $0.mayAllow(action, on: .unknown, in: wiring) && $0.mayName(user, in: wiring)
            }
        }
        guard !missing.isEmpty else { return }
        require(
            missing, on: key, as: pattern, of: role, access, at: path, because: reason, isRefused: false)
    }
}

extension PolicyStatement {
    /// Whether a role may be among the principals; a whole account is not, whose own policies decide.
    fileprivate func mayName(_ role: TextPattern, in wiring: Wiring) -> Bool {
        placed["Principal"].contains { principal in
            guard principal.value.object != nil else { return true }
            return principal["AWS"].flatMap(\.elements).contains { element in
                wiring.patterns(of: element.value, in: stack, isPolicy: true).contains { $0.meets(role) }
            }
        }
    }
}
