import Diagnostics
import Prices

/// What Extended Support of a database is charged by.
enum SupportedUnits {
    /// Virtual processors, of so many instances of a class.
    case processors(classes: [String], of: [ClosedRange<Amount>])
    /// Aurora capacity units.
    case capacity(ClosedRange<Amount>)
}

extension CostModel {
    /// For how long a version is out of standard support, and as what it counts; nil for one that is in it.
    func extendedSupport(
        of engine: String, _ version: String
    ) throws(Undecided) -> (major: String, year: ExtendedSupport.Year)? {
        switch SupportCalendar.entry(of: engine, version: version) {
        case nil, .newer: return nil
        case .unknown: throw Undecided(reason: "whether \(engine) \(version) is in standard support is not known")
        case .dates(let dates):
            switch dates.phase(on: today) {
            case .standard: return nil
            case .extended(let year): return (dates.version, year)
            case .over(let end):
                throw Undecided(
                    reason: "all support of \(engine) \(dates.version) ended on \(end), and AWS upgrades it")
            }
        }
    }

    /// Amazon RDS User Guide, "Amazon RDS Extended Support charges".
    func addExtendedSupport(
        of own: Properties, in cluster: Properties?, _ engines: [String], _ units: SupportedUnits, to bill: inout Bill
    ) {
        bill.add("Extended Support") { bill throws(Undecided) in
            guard let source = try versioned(own, cluster, engines) else { return }
            let lifecycles = try (own.has("EngineLifecycleSupport") ? own : cluster ?? own).texts(
                "EngineLifecycleSupport")
            guard lifecycles != [ExtendedSupport.disabled] else { return }
            var alternatives: [Bill.Alternative] = []
            var names: [String] = []
            func addNothing() { alternatives.append(.init(item: nil, quantity: .zero)) }
            if lifecycles.contains(ExtendedSupport.disabled) { addNothing() }
            for engine in engines {
                for version in try source.required("EngineVersion") {
                    guard let support = try extendedSupport(of: engine, version) else {
                        addNothing()
                        continue
                    }
                    for (name, alternative) in try units.charged(engine, support.major, support.year) {
                        names.append("\(engine) \(support.major), \(name)")
                        alternatives.append(alternative)
                    }
                }
            }
            bill.add("Extended Support of \(names.first ?? "")", alternatives)
        }
    }

    /// What says the version; nil where a version in standard support is taken.
    private func versioned(
        _ own: Properties, _ cluster: Properties?, _ engines: [String]
    ) throws(Undecided) -> Properties? {
        if own.has("EngineVersion") { return own }
        if let cluster, cluster.has("EngineVersion") { return cluster }
        guard engines.contains(where: { SupportCalendar.entry(of: $0, version: "") != nil }) else { return nil }
        guard cluster != nil || !own.has("DBClusterIdentifier") else {
            throw Undecided(reason: "its cluster is not in the stacks")
        }
        let sources = [
            "DBSnapshotIdentifier", "DBClusterSnapshotIdentifier", "SnapshotIdentifier", "SourceDBInstanceIdentifier",
            "SourceDBClusterIdentifier",
        ]
        guard !sources.contains(where: { own.has($0) || cluster?.has($0) == true }) else {
            throw Undecided(reason: "its version is that of what it is made from")
        }
        return nil
    }
}

extension SupportedUnits {
    /// What is charged for a version, for each way that undecided conditions may go.
    fileprivate func charged(
        _ engine: String, _ major: String, _ year: ExtendedSupport.Year
    ) throws(Undecided) -> [(name: String, alternative: Bill.Alternative)] {
        switch self {
        case .capacity(let units):
            return [
                (
                    "\(units.plainText) capacity units",
                    .init(
                        item: .named("extended-support-capacity-unit:\(year.rawValue)", per: .hour), quantity: units)
                )
            ]
        case .processors(let classes, let counts):
            var charged: [(String, Bill.Alternative)] = []
            for instanceClass in classes {
                guard let processors = ExtendedSupport.processors(ofClass: instanceClass).map({ Amount($0) }) else {
                    throw Undecided(reason: "the vCPUs of \(instanceClass) are not known")
                }
                for count in counts {
                    let all = count.scaled { $0 * processors }
                    charged.append(
                        (
                            "\(all.plainText) vCPUs",
                            .init(
                                item: .extendedSupport(engine: engine, version: major, year: year), quantity: all)
                        ))
                }
            }
            return charged
        }
    }
}
