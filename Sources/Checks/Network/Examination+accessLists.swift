import Template

extension Examination {
    /// Entries of a network ACL have numbers of their own, and let out the answers to what they let in ("CreateNetworkAclEntry"
    /// in the Amazon EC2 API reference, "Custom network ACLs" in the Amazon VPC user guide).
    mutating func checkAccessLists() {
        checkRuleNumbers()
        for (list, wiring) in cases(of: "AWS::EC2::NetworkAcl") { checkAnswers(in: list, wiring) }
    }

    private mutating func checkRuleNumbers() {
        let lists = grouped(AccessListEntry.type, by: "NetworkAclId", type: "AWS::EC2::NetworkAcl")
        for (resource, wiring) in cases(of: AccessListEntry.type) {
            let entry = AccessListEntry(resource, wiring)
            if entry.isReversed {
                report(
                    "port-order", "the range of ports ends before it begins", at: resource, .key("PortRange"),
                    fix: "let From be at most To")
            }
            guard let list = resource.value("NetworkAclId") else { continue }
            let others = lists[wiring.identity(of: list, type: "AWS::EC2::NetworkAcl")]
            let other = others.prefix { $0 != resource }.first {
                entry.hasPlace(of: AccessListEntry($0, wiring)) && areMadeTogether($0, resource)
            }
            guard let other, let number = entry.number else { continue }
            report(
                "duplicate-rule-number",
                "\(wiring.words(for: other, besides: resource)) has the number \(number.words) in the same direction already",
                at: resource,
                .key("RuleNumber"), notes: [("the other entry", other)], fix: "choose another number")
        }
    }

    /// An ACL keeps no state: an answer goes to the port that the other side chose, from 1024 on.
    private mutating func checkAnswers(in list: WiredResource, _ wiring: Wiring) {
        guard !wiring.isOpen(list), !wiring.isHandedOut(list), wiring.isAssociated(list) else { return }
        let entries = wiring.users(AccessListEntry.type, of: list, by: "NetworkAclId")
            .filter { wiring.mayBe($0.value("NetworkAclId"), list) }.map { AccessListEntry($0, wiring) }
        for isOutward in [false, true] {
            let opening = entries.first { $0.isOutward == isOutward && $0.letsConnectionsIn }
            guard let opening,
                // What may leave unlimited tells of no connection that somebody has in mind.
                !isOutward || opening.isOfService,
                !entries.contains(where: { $0.isOutward != isOutward && $0.mayLetAnswers })
            else { continue }
            // What is for services was not to let answers through.
            let answering = entries.first { $0.isOutward == !isOutward && $0.isAllowing && !$0.isOfService }
            let place = answering?.resource ?? list
            guard ownStacks.contains(place.stack) else { continue }
            report(
                "closed-port",
                "answers to what \(opening.resource.logicalID) lets \(isOutward ? "out" : "in") go to ports 1024 to 65535, and no entry of \(list.logicalID) lets them \(isOutward ? "in" : "out")",
                severity: .warning, at: place, steps: answering == nil ? [] : [.key("PortRange")],
                notes: [("it is opened here", opening.resource)],
                fix: "add an entry that allows TCP at ports 1024 to 65535")
        }
    }
}

/// An entry of a network ACL, as far as it is known.
private struct AccessListEntry {
    static let type = "AWS::EC2::NetworkAclEntry"

    let resource: WiredResource
    let isOutward: Bool?
    let number: Double?
    /// As a number, `-1` for all.
    let transport: String?
    /// Nil where that is not known, or it has none.
    let ports: ClosedRange<Int>?
    let isReversed: Bool
    let action: String?

    init(_ resource: WiredResource, _ wiring: Wiring) {
        self.resource = resource
        isOutward = wiring.text(resource.value("Egress"), otherwise: "false").map { $0.lowercased() == "true" }
        number = wiring.number(resource.value("RuleNumber"))
        transport = wiring.text(resource.value("Protocol"))
        action = wiring.text(resource.value("RuleAction"))
        let range = resource.value("PortRange")
        let first = wiring.number(wiring.member("From", of: range)).flatMap { Int(exactly: $0) }
        let last = wiring.number(wiring.member("To", of: range)).flatMap { Int(exactly: $0) }
        ports = first.flatMap { first in last.flatMap { first <= $0 ? first...$0 : nil } }
        isReversed = (first ?? 0) > (last ?? .max)
    }

    func hasPlace(of other: Self) -> Bool {
        isOutward != nil && isOutward == other.isOutward && number != nil && number == other.number
    }

    var isAllowing: Bool { action == "allow" }

    /// Whether it is certain to let TCP through.
    var letsConnectionsIn: Bool { isAllowing && (transport == "-1" || transport == "6" && ports != nil) }

    /// Whether it is for the ports at which services answer.
    var isOfService: Bool { transport == "6" && ports.map { $0.upperBound < 1024 } == true }

    /// Whether it may let through what answers a connection.
    var mayLetAnswers: Bool {
        guard action != "deny", let transport else { return action != "deny" }
        return transport == "-1" || transport == "6" && ports.map { $0.overlaps(1024...65535) } ?? true
    }
}

extension Wiring {
    /// Whether a subnet has a network ACL.
    fileprivate func isAssociated(_ list: WiredResource) -> Bool {
        users("AWS::EC2::SubnetNetworkAclAssociation", of: list, by: "NetworkAclId").contains {
            target(of: $0.value("NetworkAclId"), type: "AWS::EC2::NetworkAcl") == list
        }
    }
}
