import ResourceInterfaces
import ResourceSchemas

/// The sets of resource types of which properties take one.
extension ModelBuilder {
    /// Gives each service the sets that its properties name, with those forms of their targets that something returns: a
    /// constructor that nobody has anything for is in the way.
    func addTargetSets(to result: inout Result) {
        var given = Set(
            result.services.flatMap(\.resources).flatMap(\.attributes).flatMap(\.type.references))
        given.formUnion(corrections.parameterTypes.values.compactMap { TypedReference($0) })
        let named = corrections.list.sets
        var sets: [String: [TargetSet]] = [:]
        for set in corrections.targetSets.all {
            guard named.contains(set.name) else {
                result.shortfalls.append(Shortfall("\(set.name)", "the set matches no property"))
                continue
            }
            let targets = set.targets.compactMap { target -> TargetSet.Target? in
                if let returned = target.limited(to: given) { return returned }
                result.shortfalls.append(
                    Shortfall("\(set.name).\(target.name)", "it does not exist: no attribute returns \(target.text)"))
                return nil
            }
            sets[set.name.service, default: []].append(set.with(targets))
        }
        for index in result.services.indices where result.services[index].vendor == "AWS" {
            result.services[index].targetSets = sets[result.services[index].name] ?? []
        }
    }
}
