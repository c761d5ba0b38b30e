import ResourceInterfaces
import ResourceSchemas
import Template

/// Writes what CloudFormation waits for after it made a resource, and how it updates one that stands for many.
struct PolicyAttributeWriter {
    var values: ValueWriter

    /// "CreationPolicy attribute" in the template reference.
    mutating func creationPolicy(_ policy: Template.Expression) throws(Unsaid) -> Code {
        guard let object = policy.object, object.hasOnly(["ResourceSignal", "AutoScalingCreationPolicy"]),
            let signal = object["ResourceSignal"]?.object, signal.hasOnly(["Count", "Timeout"]),
            object["AutoScalingCreationPolicy"].map({ $0.object?.hasOnly([Self.percentage]) ?? false }) ?? true
        else { return try custom(policy) }
        // What CloudFormation takes where nothing is said.
        var arguments: [Code.Argument] = [
            .init(nil, try values.write(signal["Count"] ?? 1, as: .integer)),
            .init("timeout", try values.write(signal["Timeout"] ?? "PT5M", as: .string)),
        ]
        if let percentage = object["AutoScalingCreationPolicy"]?[Self.percentage] {
            arguments.append(
                .init("minimumSuccessfulInstancesPercent", try values.write(percentage, as: .integer)))
        }
        return .call(".signals", arguments)
    }

    private static let percentage = "MinSuccessfulInstancesPercent"

    /// "UpdatePolicy attribute" in the template reference.
    mutating func updatePolicy(_ policy: Template.Expression) throws(Unsaid) -> Code {
        guard let object = policy.object, !object.isEmpty, object.hasOnly(Self.parts.map(\.name)) else {
            return try custom(policy)
        }
        let before = values
        do throws(Unsaid) {
            var arguments: [Code.Argument] = []
            for part in Self.parts {
                guard let value = object[part.name] else { continue }
                arguments.append(.init(part.label, try self.part(value, part)))
            }
            return .call("UpdatePolicy", arguments)
        } catch {
            values = before
            return try custom(policy)
        }
    }

    private mutating func part(_ value: Template.Expression, _ part: Shape) throws(Unsaid) -> Code {
        guard !part.members.isEmpty else { return try values.write(value, as: SwiftType(.boolean)) }
        guard let object = value.object, object.hasOnly(part.members.map(\.name)) else {
            throw Unsaid("\(part.name) has members that no type has")
        }
        var arguments: [Code.Argument] = []
        for member in part.members {
            guard let value = object[member.name] else {
                if part.required.contains(member.name) { throw Unsaid("\(member.name) is missing") }
                continue
            }
            arguments.append(.init(SwiftName.member(member.name), try values.write(value, as: member.type)))
        }
        return .call(".init", arguments)
    }

    private mutating func custom(_ policy: Template.Expression) throws(Unsaid) -> Code {
        .call(".custom", [.init(nil, try values.write(policy, as: .json))])
    }

    // MARK: - What the language knows

    private struct Shape {
        let name: String
        let members: [(name: String, type: SwiftType)]
        let required: Set<String>
        var label: String { SwiftName.member(name) }

        init(_ name: String, required: Set<String> = [], _ members: [(String, SwiftType)] = []) {
            self.name = name
            self.members = members.map { (name: $0.0, type: $0.1) }
            self.required = required
        }
    }

    /// In the order of the arguments of `UpdatePolicy`.
    private static let parts = [
        Shape(
            "AutoScalingReplacingUpdate", required: ["WillReplace"], [("WillReplace", SwiftType(.boolean))]),
        Shape(
            "AutoScalingRollingUpdate",
            [
                ("MaxBatchSize", .integer), ("MinActiveInstancesPercent", .integer),
                ("MinInstancesInService", .integer),
                ("MinSuccessfulInstancesPercent", .integer), ("PauseTime", .string), ("SuspendProcesses", .strings),
                ("WaitOnResourceSignals", SwiftType(.boolean)),
            ]),
        Shape(
            "AutoScalingScheduledAction", required: ["IgnoreUnmodifiedGroupSizeProperties"],
            [("IgnoreUnmodifiedGroupSizeProperties", SwiftType(.boolean))]),
        Shape(
            "CodeDeployLambdaAliasUpdate", required: ["ApplicationName", "DeploymentGroupName"],
            [
                ("ApplicationName", .string), ("DeploymentGroupName", .string), ("AfterAllowTrafficHook", .string),
                ("BeforeAllowTrafficHook", .string),
            ]),
        Shape("EnableVersionUpgrade"),
        Shape("UseOnlineResharding"),
    ]
}

extension Template.Object {
    fileprivate func hasOnly(_ names: [String]) -> Bool { entries.allSatisfy { names.contains($0.key) } }
}
