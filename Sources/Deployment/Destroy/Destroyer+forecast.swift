import Terminal

extension Destroyer {
    /// What goes and what stays: data and exceptions one by one, everything else as a count.
    func forecast(_ expected: DeletionForecast, _ earlier: Remains, _ options: Options) -> Table {
        var table = Table(["What happens", "Resource", "Type", "Name"])
        var counts: [(fate: StyledText, stack: String, count: Int)] = []
        for resource in expected.entries {
            guard resource.fate == .snapshot || resource.fate == .retained || resource.holdsData else {
                let fate = resource.fate == .unknown ? Self.unknown : StyledText("deleted", .warning)
                if let known = counts.firstIndex(where: { $0.stack == resource.stack && $0.fate.text == fate.text }) {
                    counts[known].count += 1
                } else {
                    counts.append((fate, resource.stack, 1))
                }
                continue
            }
            let isDeletable = options.deletesRetained && Self.isDeletable(resource.type)
            let (fate, style): (String, Style) =
                switch resource.fate {
                case .deleted: ("deleted with its data", .bad)
                case .snapshot:
                    options.deletesRetained
                        ? ("deleted, final snapshot too", .bad) : ("deleted after a snapshot", .good)
                case .retained:
                    isDeletable
                        ? (RetainedType(rawValue: resource.type)?.fate ?? "deleted with its data", .bad)
                        : ("retained", .good)
                case .unknown: (Self.unknown.text, Self.unknown.style)
                }
            table.add([
                StyledText(fate, style), StyledText(resource.name), StyledText(resource.type, .dim),
                StyledText(resource.physicalID),
            ])
        }
        for (fate, stack, count) in counts {
            table.add([fate, StyledText(stack), StyledText("\(count) resources without data", .dim)])
        }
        for remain in earlier.things { table.add(row(remain, options)) }
        return table
    }

    private static let unknown = StyledText("not known: no JSON template", .warning)

    /// What happens to something that an earlier deletion left.
    func row(_ remain: Remain, _ options: Options) -> [StyledText] {
        let goes = options.deletesRetained && remain.isDeletable
        return [
            StyledText(goes ? remain.fate : "left as it is", goes ? .bad : .good),
            StyledText("of an earlier deletion"),
            StyledText(remain.type, .dim), StyledText(remain.id),
        ]
    }

    /// Whether what is retained of a type goes with `--delete-retained`.
    private static func isDeletable(_ type: String) -> Bool {
        ["AWS::S3::Bucket", RemainsFinder.logGroup].contains(type) || RemainsFinder.parts.contains(type)
            || RetainedType(rawValue: type) != nil
    }
}
