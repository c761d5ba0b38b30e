import Diagnostics
import Template

extension Examination {
    /// Containers fit into their tasks, and services name containers that their tasks have ("RegisterTaskDefinition"
    /// and "CreateService" in the Amazon ECS API reference).
    mutating func checkContainers() {
        for (task, wiring) in cases(of: "AWS::ECS::TaskDefinition") {
            let containers = wiring.placedElements(of: task.value("ContainerDefinitions"))
            checkSizes(of: containers, of: task, wiring)
            checkReferences(within: task, wiring)
            guard wiring.text(task.value("NetworkMode")) == "awsvpc" else { continue }
            for (index, container) in containers {
                checkHostPorts(of: container, [.key("ContainerDefinitions"), .index(index)], of: task, wiring)
            }
        }
        for (service, wiring) in cases(of: "AWS::ECS::Service") {
            guard let task = wiring.task(of: service) else { continue }
            for (index, balancer) in wiring.placedElements(of: service.value("LoadBalancers")) {
                check(balancer, [.key("LoadBalancers"), .index(index)], of: service, task, wiring)
            }
        }
    }

    /// "Task size" in the Amazon ECS developer guide.
    private mutating func checkSizes(of containers: [PlacedElement], of task: WiredResource, _ wiring: Wiring) {
        for (name, unit) in [("Cpu", "vCPU"), ("Memory", "GB")] {
            guard let most = wiring.size(task.value(name), unit) else { continue }
            let isFargate = wiring.elements(of: task.value("RequiresCompatibilities")).contains {
                wiring.text($0) == "FARGATE"
            }
            var sum = 0.0
            for (index, container) in containers {
                let own = wiring.number(wiring.member(name, of: container)) ?? 0
                // A reservation counts where there is no limit.
                let reserved = name == "Memory" ? wiring.number(wiring.member("MemoryReservation", of: container)) : nil
                sum += own > 0 ? reserved ?? own : reserved ?? 0
                // Elsewhere the sum may be more than the task is promised.
                guard own > most || isFargate && sum > most else { continue }
                report(
                    "task-size",
                    own > most
                        ? "the container's \(name) is \(own.words), and the task's only \(most.words)"
                        : "with this one, the containers' \(name) is \(sum.words), and the task's only \(most.words)",
                    at: task, .key("ContainerDefinitions"), .index(index), .key(own > 0 ? name : "MemoryReservation"),
                    fix: "make the container smaller, or the task larger")
                break
            }
        }
    }

    /// "PortMapping" in the Amazon ECS API reference.
    private mutating func checkHostPorts(
        of container: WiredValue, _ steps: [Template.Path.Step], of task: WiredResource, _ wiring: Wiring
    ) {
        for (index, mapping) in wiring.placedElements(of: wiring.member("PortMappings", of: container)) {
            guard let host = wiring.number(wiring.member("HostPort", of: mapping)),
                let port = wiring.number(wiring.member("ContainerPort", of: mapping)), host != port, host != 0
            else { continue }
            report(
                "host-port", "a task of its own address has no other port \(host.words) for \(port.words)", at: task,
                steps: steps + [.key("PortMappings"), .index(index), .key("HostPort")], fix: "leave HostPort out")
        }
    }

    private mutating func check(
        _ balancer: WiredValue, _ steps: [Template.Path.Step], of service: WiredResource, _ task: WiredResource,
        _ wiring: Wiring
    ) {
        let containers = wiring.elements(of: task.value("ContainerDefinitions"))
        if let wanted = wiring.member("ContainerName", of: balancer), wiring.text(wanted) == nil,
            !containers.isEmpty, !containers.contains(where: { wiring.mayBeCalled($0, wanted) })
        {
            report(
                "container-port", "\(task.logicalID) has no container of that name, whatever is substituted",
                at: service, steps: steps + [.key("ContainerName")], notes: [("the task", task)],
                fix: "write the name as the task has it")
        }
        let names = containers.map { wiring.text(wiring.member("Name", of: $0)) }
        guard let name = wiring.text(wiring.member("ContainerName", of: balancer)), !containers.isEmpty,
            !names.contains(nil)
        else { return }
        guard let index = names.firstIndex(of: name) else {
            let known = names.compactMap(\.self)
            report(
                "container-port", "\(task.logicalID) has no container \(name)", at: service,
                steps: steps + [.key("ContainerName")], notes: [("the task", task)],
                fix: Suggestion.choice(for: name, in: known))
            return
        }
        let value = wiring.member("PortMappings", of: containers[index])
        let mappings = wiring.elements(of: value)
        let ports = mappings.map { wiring.number(wiring.member("ContainerPort", of: $0)) }
        guard let port = wiring.number(wiring.member("ContainerPort", of: balancer)), !ports.contains(port),
            !ports.contains(nil), !mappings.isEmpty || wiring.isAbsent(value)
        else { return }
        report(
            "container-port", "the container \(name) has no port \(port.words)", at: service,
            steps: steps + [.key("ContainerPort")], notes: [("the task", task)],
            fix: "name a port of its PortMappings"
                + (ports.isEmpty ? "" : ": \(ports.compactMap { $0?.words }.joined(separator: ", "))"))
    }
}

extension Wiring {
    func task(of service: WiredResource) -> WiredResource? {
        target(of: service.value("TaskDefinition"), type: "AWS::ECS::TaskDefinition")
    }

    /// Whether a container's name may come to a text.
    fileprivate func mayBeCalled(_ container: WiredValue, _ name: WiredValue) -> Bool {
        guard let own = member("Name", of: container) else { return true }
        let patterns = patterns(of: name.expression, in: name.stack)
        return self.patterns(of: own.expression, in: own.stack).contains { pattern in
            patterns.contains(where: pattern.meets)
        }
    }

    /// A number, or one such as `0.5 vCPU` or `1 GB`.
    fileprivate func size(_ value: WiredValue?, _ unit: String) -> Double? {
        guard let text = text(value)?.lowercased() else { return nil }
        guard text.hasSuffix(unit.lowercased()) else { return Template.Parameter.number(text) }
        let number = text.dropLast(unit.count).filter { $0 != " " }
        return Template.Parameter.number(String(number)).map { $0 * 1024 }
    }
}
