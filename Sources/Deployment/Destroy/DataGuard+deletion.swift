extension DataGuard {
    /// Of a deletion: what is neither kept nor saved as a snapshot, and what nobody can tell that of.
    init(_ expected: DeletionForecast) {
        self.init(
            losses: expected.entries.compactMap { entry in
                guard entry.holdsData, !entry.physicalID.isEmpty else { return nil }
                switch entry.fate {
                case .deleted: return Loss(resource: entry.resource.name, fate: "would be deleted with its data")
                case .unknown: return Loss(resource: entry.resource.name, fate: "may be deleted with its data")
                case .snapshot, .retained: return nil
                }
            })
    }
}
