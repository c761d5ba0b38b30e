import Template

extension Examination {
    /// Containers wait for others that end, or start, before them ("ContainerDependency" in the Amazon ECS API reference).
    mutating func checkContainerOrder() {
        for (task, wiring) in cases(of: "AWS::ECS::TaskDefinition") {
            let containers = wiring.placedElements(of: task.value("ContainerDefinitions"))
            let names = containers.map { wiring.text(wiring.member("Name", of: $0.element)) }
            guard !names.contains(nil) else { continue }
            var successors: [Int: [Int]] = [:]
            for (own, container) in containers.enumerated() {
                let dependencies = wiring.placedElements(of: wiring.member("DependsOn", of: container.element))
                for (position, dependency) in dependencies {
                    let name = wiring.text(wiring.member("ContainerName", of: dependency))
                    guard let name, let other = names.firstIndex(of: name) else { continue }
                    successors[own, default: []].append(other)
                    checkEnd(
                        of: containers[other].element, name, dependency, task,
                        [.key("ContainerDefinitions"), .index(container.index), .key("DependsOn"), .index(position)],
                        wiring)
                }
            }
            checkCircle(of: successors, names.compactMap(\.self), containers.map { $0.index }, task)
        }
    }

    private mutating func checkEnd(
        of container: WiredValue, _ name: String, _ dependency: WiredValue, _ task: WiredResource,
        _ steps: [Template.Path.Step], _ wiring: Wiring
    ) {
        guard let condition = wiring.text(wiring.member("Condition", of: dependency)),
            ["COMPLETE", "SUCCESS"].contains(condition),
            wiring.text(wiring.member("Essential", of: container), otherwise: "true") == "true"
        else { return }
        report(
            "container-order", "\(name) is essential: when it ends, the whole task does", at: task,
            steps: steps + [.key("Condition")], fix: "set Essential of \(name) to false, or wait for its START")
    }

    /// - Parameter indices: where each container stands.
    private mutating func checkCircle(
        of successors: [Int: [Int]], _ names: [String], _ indices: [Int], _ task: WiredResource
    ) {
        for start in names.indices {
            var open = successors[start] ?? []
            var seen: Set<Int> = []
            while let next = open.popLast() {
                guard seen.insert(next).inserted else { continue }
                open += successors[next] ?? []
            }
            guard seen.contains(start) else { continue }
            return report(
                "container-order", "\(names[start]) waits for itself in the end", at: task,
                .key("ContainerDefinitions"), .index(indices[start]), .key("DependsOn"),
                fix: "take out one of the waits")
        }
    }
}
