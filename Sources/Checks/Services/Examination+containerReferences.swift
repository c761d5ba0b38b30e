import Diagnostics
import Template

extension Examination {
    /// Containers wait for containers of their own task and mount its volumes, and a variable is given once
    /// ("ContainerDependency", "MountPoint" and "Secret" in the Amazon ECS API reference).
    mutating func checkReferences(within task: WiredResource, _ wiring: Wiring) {
        let containers = wiring.places(at: "ContainerDefinitions/*", of: task)
        checkDependencies(among: containers, of: task, wiring)
        checkVolumes(of: containers, of: task, wiring)
        for container in containers {
            let names = wiring.possibleElements(of: wiring.member("Environment", of: container.value)) ?? []
            let known = names.compactMap { wiring.text(wiring.member("Name", of: $0)) }
            let secrets = wiring.placedElements(of: wiring.member("Secrets", of: container.value))
            for (index, secret) in secrets {
                guard let name = wiring.text(wiring.member("Name", of: secret)), known.contains(name) else { continue }
                report(
                    "repeated-element", "\(name) stands in Environment already", at: task,
                    steps: container.steps + [.key("Secrets"), .index(index), .key("Name")],
                    fix: "leave one of them out")
            }
        }
    }

    private mutating func checkDependencies(
        among containers: [WiredPlace], of task: WiredResource, _ wiring: Wiring
    ) {
        let names = containers.map { wiring.text(wiring.member("Name", of: $0.value)) }
        guard let all = wiring.possibleElements(of: task.value("ContainerDefinitions")),
            all.count == containers.count, !names.contains(nil)
        else { return }
        for container in containers {
            let list = wiring.placedElements(of: wiring.member("DependsOn", of: container.value))
            for (index, dependency) in list {
                let steps = container.steps + [.key("DependsOn"), .index(index)]
                guard let name = wiring.text(wiring.member("ContainerName", of: dependency)) else { continue }
                guard let position = names.firstIndex(of: name) else {
                    report(
                        "container-reference", "the task has no container \(name)", at: task,
                        steps: steps + [.key("ContainerName")],
                        fix: Suggestion.fix(for: name, in: names.compactMap(\.self)) ?? "name a container of the task")
                    continue
                }
                guard wiring.text(wiring.member("Condition", of: dependency)) == "HEALTHY",
                    wiring.isAbsent(wiring.member("HealthCheck", of: containers[position].value))
                else { continue }
                report(
                    "container-reference", "\(name) has no HealthCheck, and nobody learns that it is healthy",
                    at: task, steps: steps + [.key("Condition")],
                    fix: "give \(name) a HealthCheck, or wait for its START")
            }
        }
    }

    private mutating func checkVolumes(of containers: [WiredPlace], of task: WiredResource, _ wiring: Wiring) {
        guard let volumes = wiring.possibleElements(of: task.value("Volumes")) else { return }
        let names = volumes.map { wiring.text(wiring.member("Name", of: $0)) }
        guard !names.contains(nil) else { return }
        for container in containers {
            let points = wiring.placedElements(of: wiring.member("MountPoints", of: container.value))
            for (index, point) in points {
                guard let name = wiring.text(wiring.member("SourceVolume", of: point)), !names.contains(name) else {
                    continue
                }
                report(
                    "container-reference", "the task has no volume \(name)", at: task,
                    steps: container.steps + [.key("MountPoints"), .index(index), .key("SourceVolume")],
                    fix: Suggestion.fix(for: name, in: names.compactMap(\.self)) ?? "add it to the task's Volumes")
            }
        }
    }
}
