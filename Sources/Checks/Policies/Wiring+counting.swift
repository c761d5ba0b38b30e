import Template

extension Wiring {
    /// Those of values that stand under no condition that decides against them.
    func counting(_ values: [PlacedValue], in stack: Int) -> [PlacedValue] {
        values.filter { value in
            !value.path.isConditional
                || stacks[stack].template.guards(of: value.path).allSatisfy {
                    holds($0.condition, in: stack) != !$0.holds
                }
        }
    }
}
